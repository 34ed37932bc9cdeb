#include "widgets/raw_answer.h"

#include "engine/control_answer.h"
#include "text/error_text.h"
#include "widgets/keep_translated.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fornada {

namespace {
constexpr int kHeight = 220;
constexpr int kNumberRole = Qt::UserRole + 1;
} // namespace

RawAnswer::RawAnswer(const UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_attempt(new QComboBox)
    , m_show(new QPushButton)
    , m_text(new QPlainTextEdit)
{
    m_attempt->setObjectName(QStringLiteral("rawAttempt"));
    m_attempt->hide();
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
    layout->addWidget(m_attempt, 0, Qt::AlignLeft); // beside each other they are wider than the panel in Portuguese
    layout->addWidget(m_show, 0, Qt::AlignLeft);
    layout->addWidget(m_text);
    connect(m_show, &QPushButton::clicked, this, &RawAnswer::read);
    connect(m_attempt, &QComboBox::activated, this, [this] {
        if (m_text->isVisible())
            read();
    });
    keepTranslated(this, [this] {
        m_show->setText(tr("Show the provider's answer"));
        m_attempt->setAccessibleName(tr("Of which attempt"));
        m_text->setAccessibleName(tr("The provider's answer"));
        nameAttempts();
    });
}

void RawAnswer::setAttempts(const QList<Attempt> &attempts)
{
    QList<qint64> there, wanted;
    for (int i = 0; i < m_attempt->count(); ++i)
        there.append(m_attempt->itemData(i).toLongLong());
    for (auto it = attempts.crbegin(); it != attempts.crend(); ++it)
        wanted.append(it->id.value);
    if (there == wanted)
        return;
    m_attempt->clear();
    for (auto it = attempts.crbegin(); it != attempts.crend(); ++it) {
        m_attempt->addItem(QString(), it->id.value);
        m_attempt->setItemData(m_attempt->count() - 1, it->number, kNumberRole);
    }
    m_attempt->setVisible(attempts.size() > 1);
    nameAttempts();
    fold();
}

void RawAnswer::nameAttempts()
{
    for (int i = 0; i < m_attempt->count(); ++i)
        m_attempt->setItemText(i, tr("attempt %1").arg(m_attempt->itemData(i, kNumberRole).toInt()));
}

void RawAnswer::fold()
{
    m_reading.cancel();
    m_text->hide();
    m_show->show();
}

AttemptId RawAnswer::chosen() const
{
    return AttemptId{m_attempt->currentData().toLongLong()};
}

void RawAnswer::read()
{
    m_reading = m_context.reads.read<QString>(
        this,
        [attempt = chosen()](ReadPort &port, const ReadDesk::Cancelled &) -> Result<QString> {
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
