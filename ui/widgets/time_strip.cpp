#include "widgets/time_strip.h"

#include "text/format.h"
#include "theme/theme.h"
#include "widgets/keep_translated.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace fornada {

TimeStrip::TimeStrip(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel)
    , m_all(new QPushButton)
{
    setObjectName(QStringLiteral("timeStrip"));
    setProperty("role", QStringLiteral("banner"));
    auto *picture = new QLabel;
    const auto draw = [picture, &theme] {
        picture->setPixmap(theme.icon(QStringLiteral("clock"), &Colours::muted).pixmap(QSize(16, 16)));
    };
    draw();
    connect(&theme, &Theme::changed, picture, draw);
    m_text->setWordWrap(true);
    m_all->setProperty("role", QStringLiteral("link"));
    connect(m_all, &QPushButton::clicked, this, [this] {
        setSpan({}, m_now);
        Q_EMIT cleared();
    });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::normal, 4, space::normal, 4);
    layout->setSpacing(space::small);
    layout->addWidget(picture);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_all);
    hide();
    keepTranslated(this, [this] { setTexts(); });
}

void TimeStrip::setSpan(const std::optional<TimeSpan> &span, Wall now)
{
    m_span = span;
    m_now = now;
    setVisible(span.has_value());
    setTexts();
}

void TimeStrip::setEnded(bool ended)
{
    m_ended = ended;
    setTexts();
}

void TimeStrip::setTexts()
{
    m_all->setText(tr("Show jobs of all times"));
    if (!m_span)
        return;
    const QString from = timeText(m_span->from, m_now), until = timeText(m_span->until, m_now);
    m_text->setText(
        (m_ended ? tr("Only jobs that ended between %1 and %2") : tr("Only jobs that last changed between %1 and %2"))
            .arg(from, until));
}

} // namespace fornada
