#include "dialogs/limit_form.h"

#include "widgets/form_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QLocale>
#include <QTimeEdit>
#include <QTimeZone>

// What goes into the form and comes out of it; how it looks is in limit_form_layout.cpp.
namespace fornada {

namespace {

constexpr qint64 kMost = 1'000'000'000;

std::optional<qint64> numberIn(const QLineEdit *field)
{
    bool ok = false;
    const qint64 value = QLocale().toLongLong(field->text().trimmed(), &ok);
    return ok ? std::optional(value) : std::nullopt;
}

bool fits(const QLineEdit *field)
{
    const auto value = numberIn(field);
    return field->text().trimmed().isEmpty() || (value && *value >= 1 && *value <= kMost);
}

void showNumber(QLineEdit *field, std::optional<qint64> value)
{
    field->setText(value ? QLocale().toString(*value) : QString());
}

double secondsOf(Micros time)
{
    return double(time.count()) / 1e6;
}

// Also parts of a second: limits from elsewhere have them, and must not become others by being looked at.
std::optional<double> secondsIn(const QLineEdit *field)
{
    bool ok = false;
    const double value = QLocale().toDouble(field->text().trimmed(), &ok);
    return ok ? std::optional(value) : std::nullopt;
}

bool fitsSeconds(const QLineEdit *field)
{
    const auto value = secondsIn(field);
    return field->text().trimmed().isEmpty() || (value && *value > 0 && *value <= kMost);
}

QString secondsText(double seconds)
{
    return QLocale().toString(seconds, 'f', QLocale::FloatingPointShortest);
}

// A period that the list does not offer is added to it.
void showPeriod(QComboBox *box, Micros period)
{
    const double seconds = secondsOf(period);
    const int whole = int(seconds);
    if (box->findData(seconds) < 0)
        box->addItem(whole == seconds ? LimitForm::tr("%Ln seconds", nullptr, whole)
                                      : LimitForm::tr("%1 s", "seconds").arg(secondsText(seconds)),
                     seconds);
    box->setCurrentIndex(box->findData(seconds));
}

void showZone(QComboBox *box, const QByteArray &zone)
{
    box->setCurrentText(QString::fromLatin1(zone));
}

bool isZone(const QComboBox *box)
{
    return QTimeZone::isTimeZoneIdAvailable(box->currentText().trimmed().toLatin1());
}

QJsonObject baseOf(const QJsonObject &all, const char *key)
{
    return all.value(QLatin1String(key)).toObject();
}

enum DayChoice { EveryDay, WorkDays, Weekend, AsTheyAre };

QJsonArray weekdays(int choice)
{
    if (choice == WorkDays)
        return {1, 2, 3, 4, 5};
    if (choice == Weekend)
        return {6, 7};
    return {1, 2, 3, 4, 5, 6, 7};
}

QString clockOf(QTime time)
{
    return time.toString(QStringLiteral("HH:mm"));
}

QTime timeOf(std::chrono::minutes minutes)
{
    return QTime::fromMSecsSinceStartOfDay(int((minutes % std::chrono::days(1)).count()) * 60'000);
}

} // namespace

void LimitForm::setLimits(const LimitSet &limits)
{
    m_base = limits;
    showNumber(m_atOnce, limits.concurrency ? std::optional<qint64>(*limits.concurrency) : std::nullopt);
    showNumber(m_row, limits.rowConcurrency ? std::optional<qint64>(*limits.rowConcurrency) : std::nullopt);
    showNumber(m_pace, limits.pace ? std::optional<qint64>(limits.pace->count) : std::nullopt);
    showNumber(m_burst,
               limits.pace && limits.pace->burst > 1 ? std::optional<qint64>(limits.pace->burst) : std::nullopt);
    showPeriod(m_pacePeriod, limits.pace ? limits.pace->period : std::chrono::minutes(1));
    showNumber(m_window, limits.window ? std::optional(limits.window->count) : std::nullopt);
    showPeriod(m_windowPeriod, limits.window ? limits.window->period : std::chrono::minutes(1));
    showNumber(m_tokens, limits.tokenWindow ? std::optional(limits.tokenWindow->count) : std::nullopt);
    showPeriod(m_tokenPeriod, limits.tokenWindow ? limits.tokenWindow->period : std::chrono::minutes(1));
    showNumber(m_day, limits.dailyCap ? std::optional<qint64>(limits.dailyCap->count) : std::nullopt);
    showZone(m_dayZone, limits.dailyCap ? limits.dailyCap->zone : DailyCapConfig().zone);
    m_gap->setText(limits.minimumGap ? secondsText(secondsOf(*limits.minimumGap)) : QString());
    m_adaptive->setChecked(limits.adaptive);
    setHours(limits);
    check();
}

void LimitForm::setHours(const LimitSet &limits)
{
    m_hours->setChecked(limits.openHours.has_value());
    const OpenHoursConfig hours =
        limits.openHours.value_or(OpenHoursConfig{{OpenHoursRule()}, QTimeZone::systemTimeZoneId()});
    const OpenHoursRule rule = hours.rules.value(0);
    const QList<int> work = {1, 2, 3, 4, 5}, weekend = {6, 7};
    const bool simple =
        hours.rules.size() == 1 && (rule.weekdays.size() == 7 || rule.weekdays == work || rule.weekdays == weekend);
    if (m_hoursDays->count() > AsTheyAre)
        m_hoursDays->removeItem(AsTheyAre);
    if (!simple)
        m_hoursDays->addItem(tr("as they are now"));
    m_hoursDays->setCurrentIndex(!simple                    ? AsTheyAre
                                 : rule.weekdays == work    ? WorkDays
                                 : rule.weekdays == weekend ? Weekend
                                                            : EveryDay);
    m_from->setTime(timeOf(rule.from));
    m_to->setTime(timeOf(rule.to));
    showZone(m_hoursZone, hours.zone);
}

QJsonValue LimitForm::hours() const
{
    if (!m_hours->isChecked())
        return QJsonValue::Null;
    if (m_hoursDays->currentIndex() == AsTheyAre)
        return toJson(m_base).value(QLatin1String("openHours"));
    const QString to = m_to->time() == QTime(0, 0) ? QStringLiteral("24:00") : clockOf(m_to->time());
    const QJsonObject rule{{QStringLiteral("weekdays"), weekdays(m_hoursDays->currentIndex())},
                           {QStringLiteral("from"), clockOf(m_from->time())},
                           {QStringLiteral("to"), to}};
    return QJsonObject{{QStringLiteral("rules"), QJsonArray{rule}},
                       {QStringLiteral("zone"), m_hoursZone->currentText().trimmed()}};
}

QJsonObject LimitForm::raw() const
{
    const QJsonObject base = toJson(m_base);
    const auto single = [](const QLineEdit *field) {
        const auto value = numberIn(field);
        return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
    };
    const auto counted = [&](const char *key, const QLineEdit *field, const QComboBox *period) -> QJsonValue {
        const auto value = numberIn(field);
        if (!value)
            return QJsonValue::Null;
        QJsonObject json = baseOf(base, key);
        json.insert(QStringLiteral("count"), *value);
        if (period)
            json.insert(QStringLiteral("period"), period->currentData().toDouble());
        return json;
    };
    QJsonValue pace = counted("pace", m_pace, m_pacePeriod);
    if (pace.isObject()) {
        QJsonObject json = pace.toObject();
        json.insert(QStringLiteral("burst"), numberIn(m_burst).value_or(1));
        pace = json;
    }
    QJsonValue day = counted("dailyCap", m_day, nullptr);
    if (day.isObject()) {
        QJsonObject json = day.toObject();
        json.insert(QStringLiteral("zone"), m_dayZone->currentText().trimmed());
        day = json;
    }
    const auto gap = secondsIn(m_gap);
    return {{QStringLiteral("concurrency"), single(m_atOnce)},
            {QStringLiteral("rowConcurrency"), single(m_row)},
            {QStringLiteral("pace"), pace},
            {QStringLiteral("window"), counted("window", m_window, m_windowPeriod)},
            {QStringLiteral("tokenWindow"), counted("tokenWindow", m_tokens, m_tokenPeriod)},
            {QStringLiteral("dailyCap"), day},
            {QStringLiteral("minimumGap"), gap ? QJsonValue(*gap) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("openHours"), hours()},
            {QStringLiteral("adaptive"), m_adaptive->isChecked()}};
}

std::optional<QJsonObject> LimitForm::limits() const
{
    for (const FormField *field :
         {m_atOnceField, m_rowField, m_paceField, m_windowField, m_tokenField, m_dayField, m_gapField, m_hoursField})
        if (!field->error().isEmpty())
            return std::nullopt;
    return raw();
}

bool LimitForm::check()
{
    const QString number = tr("A whole number from 1 up, or nothing for no limit");
    const QString zone = tr("Not a time zone: write it like America/Sao_Paulo");
    bool well = true;
    const auto mark = [&](FormField *field, const QString &wrong) {
        field->setError(wrong);
        well = well && wrong.isEmpty();
    };
    for (const auto &[field, editor] : {std::pair(m_atOnceField, m_atOnce), std::pair(m_rowField, m_row),
                                        std::pair(m_windowField, m_window), std::pair(m_tokenField, m_tokens)})
        mark(field, fits(editor) ? QString() : number);
    mark(m_gapField, fitsSeconds(m_gap) ? QString() : tr("A number above 0, or nothing for no limit"));
    const bool burstAlone = m_pace->text().trimmed().isEmpty() && !m_burst->text().trimmed().isEmpty();
    mark(m_paceField, !fits(m_pace) || !fits(m_burst) ? number
                      : burstAlone                    ? tr("Say how many, or leave the bursts empty too")
                                                      : QString());
    mark(m_dayField, !fits(m_day)                                               ? number
                     : !m_day->text().trimmed().isEmpty() && !isZone(m_dayZone) ? zone
                                                                                : QString());
    const bool open = m_hours->isChecked() && m_hoursDays->currentIndex() != AsTheyAre;
    mark(m_hoursField, open && !isZone(m_hoursZone) ? zone
                       : open && m_from->time() == m_to->time() && m_from->time() != QTime(0, 0)
                           ? tr("The end must differ from the beginning")
                           : QString());
    return well;
}

bool LimitForm::showError(const Error &error)
{
    const QHash<QString, FormField *> fields = {
        {QStringLiteral("concurrency"), m_atOnceField}, {QStringLiteral("rowConcurrency"), m_rowField},
        {QStringLiteral("pace"), m_paceField},          {QStringLiteral("window"), m_windowField},
        {QStringLiteral("tokenWindow"), m_tokenField},  {QStringLiteral("dailyCap"), m_dayField},
        {QStringLiteral("minimumGap"), m_gapField},     {QStringLiteral("openHours"), m_hoursField}};
    FormField *field = fields.value(error.subject.section(u'.', 0, 0).section(u'[', 0, 0));
    if (!field)
        return false;
    field->setError(tr("This value makes no sense here"));
    return true;
}

} // namespace fornada
