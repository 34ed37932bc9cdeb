#include "widgets/eliding_label.h"

#include <QPainter>
#include <QStyle>

namespace fornada {

ElidingLabel::ElidingLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ElidingLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect place = contentsRect();
    const QString fitting = fontMetrics().elidedText(text(), Qt::ElideRight, place.width());
    style()->drawItemText(&painter, place, int(alignment()) | Qt::TextSingleLine, palette(), isEnabled(), fitting,
                          foregroundRole());
}

} // namespace fornada
