#include "widgets/dialog_buttons.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QPushButton>

namespace fornada {

QWidget *makeDialogButtons(QDialog *dialog, QPushButton *deed)
{
    deed->setProperty("role", QStringLiteral("primary"));
    deed->setParent(dialog); // inside the dialog at once: else it is not its default for long
    deed->setDefault(true);
    auto *cancel = new QPushButton(QDialog::tr("Cancel"));
    cancel->setProperty("role", QStringLiteral("flat"));
    cancel->setAutoDefault(false);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addStretch();
    layout->addWidget(cancel);
    layout->addWidget(deed);
    QObject::connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
    return row;
}

} // namespace fornada
