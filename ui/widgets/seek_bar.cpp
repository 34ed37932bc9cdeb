#include "widgets/seek_bar.h"

#include <QMouseEvent>
#include <QStyleOptionSlider>

namespace fornada {

namespace {
constexpr int kStep = 1'000;
constexpr int kPage = 10'000;
} // namespace

SeekBar::SeekBar(QWidget *parent)
    : QSlider(Qt::Horizontal, parent)
{
    setSingleStep(kStep);
    setPageStep(kPage);
    connect(this, &QSlider::actionTriggered, this, [this] { Q_EMIT sought(sliderPosition()); });
}

// The handle comes under the mouse before the press is handled: it can be dragged on from there.
void SeekBar::mousePressEvent(QMouseEvent *event)
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect groove = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderGroove, this);
    const QRect handle = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
    if (event->button() == Qt::LeftButton && !handle.contains(event->position().toPoint())) {
        const int at = int(event->position().x()) - groove.x() - handle.width() / 2;
        setSliderPosition(QStyle::sliderValueFromPosition(minimum(), maximum(), at, groove.width() - handle.width(),
                                                          option.upsideDown));
    }
    QSlider::mousePressEvent(event);
}

} // namespace fornada
