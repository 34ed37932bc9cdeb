#include "widgets/eliding_box.h"

#include "text/name_text.h"

#include <QHelpEvent>
#include <QStylePainter>
#include <QToolTip>

namespace fornada {

namespace {

constexpr int kShortRole = Qt::UserRole + 1;
constexpr int kAir = 4;

} // namespace

ElidingBox::ElidingBox(QWidget *parent)
    : QComboBox(parent)
{
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

void ElidingBox::setShortText(int index, const QString &text)
{
    setItemData(index, text, kShortRole);
    updateGeometry();
}

int ElidingBox::room() const
{
    QStyleOptionComboBox option;
    initStyleOption(&option);
    return style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this).width() - kAir;
}

QString ElidingBox::shownText() const
{
    const QString shorter = currentData(kShortRole).toString();
    const bool fits = fontMetrics().horizontalAdvance(currentText()) <= room();
    return fontMetrics().elidedText(fits || shorter.isEmpty() ? currentText() : shorter, Qt::ElideRight, room());
}

QSize ElidingBox::minimumSizeHint() const
{
    QSize least = QComboBox::minimumSizeHint();
    for (int i = 0; i < count(); ++i) {
        const QString shorter = itemData(i, kShortRole).toString();
        if (!shorter.isEmpty())
            least.setWidth(std::max(least.width(), fontMetrics().horizontalAdvance(shorter) + width() - room()));
    }
    return least;
}

void ElidingBox::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    option.currentText = shownText();
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

bool ElidingBox::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !toolTip().isEmpty())
        return QComboBox::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), tipText(currentText()), this);
    return true;
}

} // namespace fornada
