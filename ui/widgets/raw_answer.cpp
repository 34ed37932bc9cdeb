#include "widgets/raw_answer.h"

#include "engine/control_answer.h"
#include "text/error_text.h"
#include "widgets/keep_translated.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fornada {

namespace {
constexpr int kHeight = 220;
}

RawAnswer::RawAnswer(const UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_show(new QPushButton)
    , m_text(new QPlainTextEdit)
{
    m_show->setObjectName(QStringLiteral("showRaw"));
    m_show->setProperty("role", QStringLiteral("link"));
    m_text->setObjectName(QStringLiteral("rawText"));
    m_text->setReadOnly(true);
    m_text->setProperty("role", QStringLiteral("reading"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFixedHeight(kHeight);
    m_text->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::tight);
    layout->addWidget(m_show, 0, Qt::AlignLeft);
    layout->addWidget(m_text);
    connect(m_show, &QPushButton::clicked, this, &RawAnswer::read);
    keepTranslated(this, [this] {
        m_show->setText(tr("Show the provider's last answer"));
        m_text->setAccessibleName(tr("The provider's answer"));
    });
}

void RawAnswer::setAttempt(AttemptId attempt)
{
    if (attempt == m_attempt)
        return;
    m_attempt = attempt;
    m_reading.cancel();
    m_text->hide();
    m_show->show();
}

void RawAnswer::read()
{
    m_reading = m_context.reads.read<QString>(
        this,
        [attempt = m_attempt](ReadPort &port, const ReadDesk::Cancelled &) -> Result<QString> {
            const auto raw = port.raw(attempt);
            return raw ? Result<QString>(readableAnswer(*raw)) : Result<QString>(raw.error());
        },
        [this](Result<QString> text) {
            m_show->hide();
            m_text->show();
            const bool is = text && !text->isEmpty(); // what we say ourselves is wrapped
            m_text->setLineWrapMode(is ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
            m_text->setPlainText(!text             ? sentence(text.error())
                                 : text->isEmpty() ? tr("There is no answer on file: none came, or it was too long to "
                                                        "keep once its result was saved.")
                                                   : *text);
        });
}

} // namespace fornada
