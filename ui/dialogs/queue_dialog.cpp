#include "dialogs/queue_dialog.h"

#include "dialogs/limit_form.h"
#include "text/error_text.h"
#include "text/format.h"
#include "widgets/banner.h"
#include "widgets/form_field.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

// What the dialog does; how it looks is in queue_dialog_layout.cpp.
namespace fornada {

namespace {

constexpr double kLongest = 10.0 * 86'400;
constexpr double kMostWaiting = 1e9;

std::optional<double> secondsIn(const QLineEdit *field)
{
    bool ok = false;
    const double value = QLocale().toDouble(field->text().trimmed(), &ok);
    return ok ? std::optional(value) : std::nullopt;
}

QString secondsText(Micros time)
{
    return QLocale().toString(double(time.count()) / 1e6, 'g', 10);
}

bool between(const QLineEdit *field, double least, double most)
{
    const auto value = secondsIn(field);
    return value && *value >= least && *value <= most;
}

bool isWhole(const QLineEdit *field)
{
    bool ok = false;
    (void)QLocale().toInt(field->text().trimmed(), &ok);
    return ok;
}

} // namespace

void QueueDialog::fill(const Queue &queue)
{
    m_name->setText(queue.name);
    m_account->setCurrentIndex(std::max(0, m_account->findData(queue.account.value)));
    m_limits->setLimits(queue.limits);
    m_alert->setText(queue.alertAt ? QLocale().toString(*queue.alertAt) : QString());
    fill(queue.retry, queue.deadline);
}

void QueueDialog::fill(const RetryPolicy &retry, Micros deadline)
{
    m_retry = retry;
    m_attempts->setText(QLocale().toString(retry.maxAttempts));
    m_firstWait->setText(secondsText(retry.minBackoff));
    m_longestWait->setText(secondsText(retry.maxBackoff));
    m_doublings->setText(QLocale().toString(retry.maxDoublings));
    m_deadline->setText(secondsText(deadline));
    m_age->setText(retry.ageLimit ? QLocale().toString(double(retry.ageLimit->count()) / 3.6e9, 'g', 6) : QString());
    check();
}

void QueueDialog::usePreset(const QString &id)
{
    for (const QueuePreset &preset : std::as_const(m_presets)) {
        if (preset.id != id)
            continue;
        m_preset->setCurrentIndex(m_preset->findData(id));
        m_presetField->setHint(tr("%1 Figures of %2.").arg(preset.about, dateText(preset.asOf)));
        if (m_isNew && (m_name->text().isEmpty() || !m_name->isModified())) {
            QString name = preset.name;
            for (int n = 2; m_book.queue(name); ++n)
                name = QStringLiteral("%1-%2").arg(preset.name).arg(n);
            m_name->setText(name);
        }
        m_limits->setLimits(preset.limits);
        fill(preset.retry, preset.deadline);
        return;
    }
}

bool QueueDialog::check()
{
    const QString name = m_name->text().trimmed();
    m_nameField->setError(!m_isNew             ? QString()
                          : name.isEmpty()     ? tr("A queue needs a name; recipes name it")
                          : m_book.queue(name) ? tr("There is a queue of this name already")
                                               : QString());
    m_attemptsField->setError(isWhole(m_attempts) && between(m_attempts, 1, 100) && isWhole(m_doublings) &&
                                      between(m_doublings, 0, 30)
                                  ? QString()
                                  : tr("1 to 100 attempts, 0 to 30 doublings"));
    const bool waits = between(m_firstWait, 0, kLongest) && between(m_longestWait, 0, kLongest);
    m_waitField->setError(!waits ? tr("Seconds, for example 10 to 300")
                          : *secondsIn(m_longestWait) < *secondsIn(m_firstWait)
                              ? tr("The longest wait must not be below the first")
                              : QString());
    m_deadlineField->setError(between(m_deadline, 1, 86'400) ? QString() : tr("1 to 86,400 seconds"));
    m_ageField->setError(m_age->text().trimmed().isEmpty() || between(m_age, 0.01, 8'760)
                             ? QString()
                             : tr("Hours, or nothing for no limit"));
    m_alertField->setError(m_alert->text().trimmed().isEmpty() ||
                                   (isWhole(m_alert) && between(m_alert, 1, kMostWaiting))
                               ? QString()
                               : tr("A number of jobs, or nothing for never"));
    bool well = m_limits->check();
    for (const FormField *field :
         {m_nameField, m_attemptsField, m_waitField, m_deadlineField, m_ageField, m_alertField})
        well = well && field->error().isEmpty();
    m_save->setEnabled(well);
    return well;
}

QJsonObject QueueDialog::retries() const
{
    QJsonObject json = toJson(m_retry);
    json.insert(QStringLiteral("maxAttempts"), QLocale().toInt(m_attempts->text().trimmed()));
    json.insert(QStringLiteral("maxDoublings"), QLocale().toInt(m_doublings->text().trimmed()));
    json.insert(QStringLiteral("minBackoff"), *secondsIn(m_firstWait));
    json.insert(QStringLiteral("maxBackoff"), *secondsIn(m_longestWait));
    const auto hours = secondsIn(m_age);
    json.insert(QStringLiteral("ageLimit"), hours ? QJsonValue(*hours * 3'600) : QJsonValue(QJsonValue::Null));
    return json;
}

QJsonValue QueueDialog::alertAt() const
{
    const QString text = m_alert->text().trimmed();
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(QLocale().toInt(text));
}

void QueueDialog::save()
{
    const auto limits = m_limits->limits();
    if (!check() || !limits)
        return;
    const QString name = m_name->text().trimmed();
    m_save->setEnabled(false);
    m_context.commands.ask(QStringLiteral("queue.set"),
                           {{QStringLiteral("queue"), name},
                            {QStringLiteral("account"), m_account->currentText()},
                            {QStringLiteral("limits"), *limits},
                            {QStringLiteral("retry"), retries()},
                            {QStringLiteral("deadline"), *secondsIn(m_deadline)},
                            {QStringLiteral("alertAt"), alertAt()}},
                           this, [this, name](Result<QJsonObject> reply) {
                               m_save->setEnabled(true);
                               if (!reply) {
                                   showRefusal(reply.error());
                                   return;
                               }
                               Q_EMIT saved(name);
                               accept();
                           });
}

void QueueDialog::showRefusal(const Error &error)
{
    if (error.kind == ErrorKind::BadArgument && m_limits->showError(error))
        return;
    m_banner->tell(Banner::Kind::Bad, sentence(error));
}

} // namespace fornada
