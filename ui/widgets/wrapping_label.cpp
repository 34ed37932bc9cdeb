#include "widgets/wrapping_label.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace fornada {

namespace {
constexpr int kFewestCharacters = 8;
}

WrappingLabel::WrappingLabel(QWidget *parent)
    : QLabel(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    setTextFormat(Qt::PlainText);
    setWordWrap(true); // its height depends on its width
}

QSize WrappingLabel::sizeHint() const
{
    QTextLayout layout;
    const qreal height = layOut(layout, QWIDGETSIZE_MAX);
    return {int(std::ceil(layout.maximumWidth())), int(std::ceil(height))};
}

QSize WrappingLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), kFewestCharacters * fontMetrics().averageCharWidth()), fontMetrics().height()};
}

int WrappingLabel::heightForWidth(int width) const
{
    QTextLayout layout;
    return int(std::ceil(layOut(layout, width)));
}

void WrappingLabel::paintEvent(QPaintEvent *)
{
    QTextLayout layout;
    layOut(layout, width());
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    layout.draw(&painter, QPointF());
}

void WrappingLabel::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy")), &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(text()); });
    menu->popup(event->globalPos());
}

qreal WrappingLabel::layOut(QTextLayout &layout, qreal width) const
{
    QTextOption option(Qt::AlignLeft | Qt::AlignTop);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QString lines = text();
    layout.setText(lines.replace(u'\n', QChar::LineSeparator));
    layout.setFont(font());
    layout.setTextOption(option);
    qreal height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

} // namespace fornada
