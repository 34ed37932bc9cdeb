#include "widgets/crash_card.h"

#include "text/format.h"
#include "theme/theme.h"
#include "widgets/keep_translated.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace fornada {

CrashCard::CrashCard(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_text(new QLabel)
    , m_resume(new QPushButton)
    , m_pause(new QPushButton)
    , m_look(new QPushButton)
{
    setObjectName(QStringLiteral("crashCard"));
    setProperty("role", QStringLiteral("banner"));
    auto *icon = new QLabel;
    const auto draw = [icon, &theme] {
        icon->setPixmap(theme.icon(QStringLiteral("warning"), &Colours::warning).pixmap(24, 24));
    };
    draw();
    connect(&theme, &Theme::changed, icon, draw);
    m_title->setFont(theme.font(TextSize::Title));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_resume->setObjectName(QStringLiteral("resume"));
    m_resume->setProperty("role", QStringLiteral("primary"));
    m_pause->setObjectName(QStringLiteral("resumePaused"));
    m_look->setObjectName(QStringLiteral("look"));
    auto *words = new QVBoxLayout;
    words->setSpacing(space::tight);
    words->addWidget(m_title);
    words->addWidget(m_text);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::wide, space::normal, space::wide, space::normal);
    layout->setSpacing(space::normal);
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    for (QPushButton *button : {m_look, m_pause, m_resume})
        layout->addWidget(button, 0, Qt::AlignVCenter);
    connect(m_resume, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT resumeWanted();
    });
    connect(m_pause, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT pauseWanted();
    });
    connect(m_look, &QPushButton::clicked, this, &CrashCard::lookWanted);
    keepTranslated(this, [this] { setTexts(); });
    hide();
}

void CrashCard::tell(const RecoveryCard &card)
{
    m_card = card;
    setTexts();
    show();
}

void CrashCard::setTexts()
{
    m_title->setText(tr("Fornada was stopped in the middle of work"));
    QStringList parts = {m_card.inFlight == 1 ? tr("1 request was on its way")
                                              : tr("%1 requests were on their way").arg(countText(m_card.inFlight))};
    if (m_card.saved > 0)
        parts.append(m_card.saved == 1 ? tr("1 answer is saved")
                                       : tr("%1 answers are saved").arg(countText(m_card.saved)));
    if (m_card.resent > 0)
        parts.append(m_card.resent == 1 ? tr("1 goes again within your limit")
                                        : tr("%1 go again within your limit").arg(countText(m_card.resent)));
    if (m_card.unknown > 0)
        parts.append((m_card.unknown == 1 ? tr("%1 has an unknown outcome and may have cost up to %2")
                                          : tr("%1 have an unknown outcome and may have cost up to %2"))
                         .arg(countText(m_card.unknown), moneyText(m_card.possible)));
    m_text->setText(parts.join(QStringLiteral(" · ")) + QLatin1Char('\n') +
                    tr("Nothing is lost, and nothing is sent before you decide."));
    setAccessibleName(m_title->text() + QStringLiteral(". ") + m_text->text());
    m_resume->setText(tr("Resume"));
    m_resume->setToolTip(tr("Go on sending what waits"));
    m_pause->setText(tr("Stay paused"));
    m_pause->setToolTip(tr("Send nothing until you press Resume in the toolbar"));
    m_look->setText(tr("Look"));
    m_look->setToolTip(tr("Show what failed and what nobody knows the outcome of"));
}

QString CrashCard::text() const
{
    return m_text->text();
}

} // namespace fornada
