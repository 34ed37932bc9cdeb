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
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void Banner::tell(Kind kind, const QString &text)
{
    tell(kind, text, {}, {});
}

void Banner::tell(Kind kind, const QString &text, const QString &button, std::function<void()> deed)
{
    delete m_button;
    m_button = nullptr;
    const QString picture = kind == Kind::Info ? QStringLiteral("info") : QStringLiteral("warning");
    const auto colour = kind == Kind::Info ? &Colours::info : kind == Kind::Warning ? &Colours::warning : &Colours::bad;
    m_icon->setPixmap(m_theme.icon(picture, colour).pixmap(space::icon, space::icon));
    m_text->setText(text);
    if (!button.isEmpty()) {
        auto *push = new QPushButton(button);
        m_button = push;
        m_layout->insertWidget(2, push);
        connect(push, &QPushButton::clicked, this, [this, deed = std::move(deed)] {
            hide();
            deed();
        });
    }
    setAccessibleName(text);
    show();
}

QString Banner::text() const
{
    return m_text->text();
}

} // namespace fornada
