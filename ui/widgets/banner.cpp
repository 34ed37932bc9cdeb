#include "widgets/banner.h"

#include "theme/theme.h"
#include "widgets/keep_translated.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace fornada {

Banner::Banner(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_layout(new QHBoxLayout(this))
    , m_icon(new QLabel)
    , m_text(new QLabel)
{
    setObjectName(QStringLiteral("banner"));
    setProperty("role", QStringLiteral("banner"));
    m_layout->setContentsMargins(space::normal, 6, space::small, 6);
    m_layout->setSpacing(space::small);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *close = new QPushButton;
    close->setProperty("role", QStringLiteral("flat"));
    close->setIcon(theme.icon(QStringLiteral("cross"), &Colours::muted));
    close->setIconSize(QSize(14, 14));
    close->setFixedSize(26, 26);
    keepTranslated(close, [close] {
        close->setToolTip(tr("Dismiss"));
        close->setAccessibleName(tr("Dismiss"));
    });
    m_layout->addWidget(m_icon);
    m_layout->addWidget(m_text, 1);
    m_layout->addWidget(close);
    connect(close, &QPushButton::clicked, this, &Banner::goOn);
    connect(&theme, &Theme::changed, this, &Banner::drawIcon);
    hide();
}

void Banner::tell(Kind kind, const QString &text)
{
    tell(kind, text, {}, {});
}

void Banner::tell(Kind kind, const QString &text, const QString &button, std::function<void()> deed)
{
    if (offersButton() && (m_told.isNews || button.isEmpty()))
        m_next = m_told;
    else if (!button.isEmpty() && m_next && !m_next->isNews)
        m_next.reset(); // what was offered last is what counts
    put({kind, text, button, std::move(deed), false});
}

void Banner::tellNews(Kind kind, const QString &text, const QString &button, std::function<void()> deed)
{
    const Message news{kind, text, button, std::move(deed), true};
    if (kind == Kind::Info && offersButton()) {
        m_next = news;
        return;
    }
    if (offersButton())
        m_next = m_told;
    put(news);
}

void Banner::withdraw(const QString &text)
{
    if (m_next && m_next->text == text)
        m_next.reset();
    if (isTelling(text))
        goOn();
}

void Banner::goOn()
{
    const auto next = std::exchange(m_next, std::nullopt);
    hide();
    if (next)
        put(*next);
}

// Hidden by its owner: what waited is over too.
void Banner::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    if (isHidden())
        m_next.reset();
}

void Banner::put(const Message &message)
{
    m_text->setText(message.text);
    putButton(message.button);
    m_told = message;
    drawIcon();
    setAccessibleName(message.text);
    show();
}

void Banner::drawIcon()
{
    const Kind kind = m_told.kind;
    const QString picture = kind == Kind::Info ? QStringLiteral("info") : QStringLiteral("warning");
    const auto colour = kind == Kind::Info ? &Colours::info : kind == Kind::Warning ? &Colours::warning : &Colours::bad;
    m_icon->setPixmap(m_theme.icon(picture, colour).pixmap(space::icon, space::icon));
}

// The same words are the same button: it may be pressed, or have the focus, just now.
void Banner::putButton(const QString &label)
{
    if (m_button && m_button->text() == label)
        return;
    if (m_button) {
        m_button->hide();
        m_button->deleteLater(); // it may be what was clicked
        m_button = nullptr;
    }
    if (label.isEmpty())
        return;
    m_button = new QPushButton(label);
    m_layout->insertWidget(2, m_button);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const std::function<void()> deed = m_told.deed;
        goOn();
        deed();
    });
}

} // namespace fornada
