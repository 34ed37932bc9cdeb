#pragma once

#include "models/columns.h"

#include <QHeaderView>
#include <QMenu>
#include <QSettings>

namespace fornada {

// Gives a header its columns' widths and visibility, lets the operator choose, and remembers what was chosen.
template<class Row>
void rememberColumns(QHeaderView *header, const ColumnTable<Row> &columns, QSettings &settings, const QString &name)
{
    header->setSectionsMovable(true);
    const QByteArray saved = settings.value(name).toByteArray();
    for (size_t i = 0; i < columns.size(); ++i) {
        header->resizeSection(int(i), columns[i].width);
        header->setSectionHidden(int(i), !columns[i].shown);
        if (columns[i].stretches)
            header->setSectionResizeMode(int(i), QHeaderView::Stretch);
    }
    if (!saved.isEmpty())
        header->restoreState(saved);
    const auto remember = [header, &settings, name] { settings.setValue(name, header->saveState()); };
    QObject::connect(header, &QHeaderView::sectionResized, header, remember);
    QObject::connect(header, &QHeaderView::sectionMoved, header, remember);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(header, &QWidget::customContextMenuRequested, header, [header, &columns, remember](QPoint at) {
        auto *menu = new QMenu(header);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (size_t i = 0; i < columns.size(); ++i) {
            QAction *action = menu->addAction(columns[i].header());
            action->setCheckable(true);
            action->setChecked(!header->isSectionHidden(int(i)));
            action->setEnabled(i > 0); // one column always stays
            QObject::connect(action, &QAction::toggled, header, [header, i, remember](bool shown) {
                header->setSectionHidden(int(i), !shown);
                remember();
            });
        }
        menu->popup(header->mapToGlobal(at));
    });
}

} // namespace fornada
