#include "text/event_text.h"

#include "text/detail_text.h"
#include "text/error_text.h"
#include "text/name_text.h"
#include "text/state_text.h"
#include "text/storage_text.h"

#include <QCoreApplication>

namespace fornada {

namespace {

int number(const Event &event, QLatin1String fact)
{
    return int(event.facts.value(fact).toInteger());
}

QString money(const Event &event, QLatin1String fact, const Formats &formats)
{
    const auto amount = moneyFromDecimal(event.facts.value(fact).toString());
    return amount ? moneyText(*amount, formats) : QString();
}

std::optional<Wall> time(const Event &event, QLatin1String fact)
{
    bool ok = false;
    const Wall at = wallFromIso(event.facts.value(fact).toString(), &ok);
    return ok ? std::optional(at) : std::nullopt;
}

// The account, or the one model of it that the fact is about.
QString scopeOf(const Event &event)
{
    const QString key = event.facts.value(QLatin1String("scope")).toString();
    const QString model = key.startsWith(QLatin1String("model:")) ? key.section(u':', 2) : QString();
    const QString name = nameText(event.subject);
    if (!model.isEmpty())
        return QCoreApplication::translate("text", "the model “%1” of “%2”").arg(model, name);
    if (key.startsWith(QLatin1String("queue:")))
        return QCoreApplication::translate("text", "the queue “%1”").arg(name);
    return QCoreApplication::translate("text", "the account “%1”").arg(name);
}

QString parked(const Event &event)
{
    QString why = messageText(event.facts.value(QLatin1String("message")).toString());
    while (why.endsWith(u'.'))
        why.chop(1);
    const QString stopped = QCoreApplication::translate("text", "Stopped: %1 needs you").arg(scopeOf(event));
    return (why.isEmpty() ? stopped : stopped + QStringLiteral(": ") + why) + QStringLiteral(". ") +
           QCoreApplication::translate("text", "Check the key, the credit and the model, then resume.");
}

QString quotaSpent(const Event &event, const Formats &formats)
{
    const auto until = time(event, QLatin1String("until"));
    if (!until)
        return QCoreApplication::translate("text", "The quota of %1 is used up; it continues by itself.")
            .arg(scopeOf(event));
    return QCoreApplication::translate("text", "The quota of %1 is used up; it continues by itself %2.")
        .arg(scopeOf(event), comingText(*until, event.at, formats));
}

QString paceLowered(const Event &event)
{
    return QCoreApplication::translate("text", "The provider said “too many requests”: %1 goes at %2% of its limit and "
                                               "recovers by itself.")
        .arg(scopeOf(event))
        .arg(number(event, QLatin1String("percent")));
}

QString quotaHigh(const Event &event, const Formats &formats)
{
    const auto count = [&](const char *key) {
        return countText(qint64(event.facts.value(QLatin1String(key)).toDouble()), formats);
    };
    const QString model = event.facts.value(QLatin1String("model")).toString();
    const QString whose = model.isEmpty() ? nameText(event.subject)
                                          : QStringLiteral("%1, %2").arg(nameText(event.subject), nameText(model));
    return QCoreApplication::translate("text", "The quota of “%1” has been used by more than 80% for 5 minutes: %2 of "
                                               "%3. Work goes on at the pace it allows.")
        .arg(whose, count("used"), count("allowed"));
}

QString budgetNear(const Event &event, const Formats &formats)
{
    const QString counted = money(event, QLatin1String("counted"), formats),
                  cap = money(event, QLatin1String("cap"), formats);
    const bool isUsed = number(event, QLatin1String("percent")) >= 100;
    if (event.subject.isEmpty())
        return (isUsed ? QCoreApplication::translate("text", "Today's budget is used up: %1 of %2. What is left waits "
                                                             "until tomorrow, or for a higher budget.")
                       : QCoreApplication::translate("text", "80% of today's budget is used: %1 of %2."))
            .arg(counted, cap);
    return (isUsed ? QCoreApplication::translate("text", "Today's budget of “%1” is used up: %2 of %3. What is left "
                                                         "waits until tomorrow, or for a higher budget.")
                   : QCoreApplication::translate("text", "80% of today's budget of “%1” is used: %2 of %3."))
        .arg(nameText(event.subject), counted, cap);
}

QString queueFull(const Event &event, const Formats &formats)
{
    const auto count = [&](const char *key) {
        return countText(event.facts.value(QLatin1String(key)).toInteger(), formats);
    };
    return QCoreApplication::translate("text", "In the queue “%1” %2 jobs wait: more than the %3 that you set for it.")
        .arg(nameText(event.subject), count("waiting"), count("alertAt"));
}

QString finishSlips(const Event &event, const Formats &formats)
{
    const auto at = [&](const char *key) {
        return timeText(wallFromIso(event.facts.value(QLatin1String(key)).toString()), event.at, formats);
    };
    return QCoreApplication::translate("text", "“%1” will be done later than was foreseen: %3 instead of %2.")
        .arg(nameText(event.subject), at("promised"), at("end"));
}

QString wentElsewhere(const Event &event)
{
    const QString to = nameText(event.facts.value(QLatin1String("to")).toString());
    const QString text =
        event.facts.value(QLatin1String("down")).toBool()
            ? QCoreApplication::translate("text", "“%1” cannot be reached: what this batch asks of it "
                                                  "goes to “%2” instead.")
            : QCoreApplication::translate("text", "What “%1” fails of this batch goes to “%2” instead.");
    return text.arg(nameText(event.subject), to);
}

QString rowSlow(const Event &event)
{
    const auto time = [&event](const char *fact) {
        return durationText(std::chrono::seconds(event.facts.value(QLatin1String(fact)).toInteger()));
    };
    const QString text = QCoreApplication::translate("text", "Row %1 of “%2” has been worked on for %3, at the step "
                                                             "“%4” now.")
                             .arg(QString::number(number(event, QLatin1String("row"))), nameText(event.subject),
                                  time("seconds"), event.facts.value(QLatin1String("step")).toString());
    if (!event.facts.contains(QLatin1String("most")))
        return text;
    return text + QLatin1Char(' ') + QCoreApplication::translate("text", "It is given up at %1.").arg(time("most"));
}

QString backupFailed(const Event &event)
{
    const QString why = event.facts.value(QLatin1String("message")).toString().simplified();
    const QString text = QCoreApplication::translate("text", "Today's backup could not be made");
    return (why.isEmpty() ? text : text + QStringLiteral(": ") + why) + QStringLiteral(". ") +
           QCoreApplication::translate("text",
                                       "Work goes on; check the disk and the permissions of the data folder. It is "
                                       "tried again within the hour.");
}

QString dayCapReached(const Event &event)
{
    return oneOrMany(QT_TRANSLATE_NOOP("text", "Today's one request of “%1” is used up. What is left goes on by itself "
                                               "when the next day begins."),
                     QT_TRANSLATE_N_NOOP("text", "Today's %Ln requests of “%1” are used up. What is left goes on by "
                                                 "itself when the next day begins."),
                     number(event, QLatin1String("allowed")))
        .arg(nameText(event.subject));
}

QString jobFailed(const Event &event)
{
    return QCoreApplication::translate("text", "A request of “%1” has failed and is not tried again by itself. The "
                                               "others go on; what failed is listed with its cause.")
        .arg(nameText(event.subject));
}

QString costAboveReserve(const Event &event, const Formats &formats)
{
    return QCoreApplication::translate("text", "A request cost %1, but only %2 was set aside for it. The batch is "
                                               "paused: check the price, then resume.")
        .arg(money(event, QLatin1String("actual"), formats), money(event, QLatin1String("reserved"), formats));
}

QString batchFinished(const Event &event)
{
    // lupdate never ends when a count is more than a name.
    const int completed = number(event, QLatin1String("completed"));
    QStringList parts{QCoreApplication::translate("text", "%Ln completed", nullptr, completed)};
    if (const int n = number(event, QLatin1String("failed")))
        parts.append(QCoreApplication::translate("text", "%Ln failed", nullptr, n));
    if (const int n = number(event, QLatin1String("skipped")))
        parts.append(QCoreApplication::translate("text", "%Ln skipped", nullptr, n));
    if (const int n = number(event, QLatin1String("cancelled")))
        parts.append(QCoreApplication::translate("text", "%Ln cancelled", nullptr, n));
    if (const int n = number(event, QLatin1String("needYou")))
        parts.append(n == 1 ? QCoreApplication::translate("text", "1 needs you")
                            : QCoreApplication::translate("text", "%Ln need you", nullptr, n));
    return QCoreApplication::translate("text", "“%1” is finished: %2.")
        .arg(nameText(event.subject), parts.join(QStringLiteral(", ")));
}

QString pilotDone(const Event &event)
{
    return QCoreApplication::translate("text", "The pilot of “%1” is done. Look at its results, then release the rest; "
                                               "until then nothing more of it is sent.")
        .arg(nameText(event.subject));
}

QString reportWritten(const Event &event)
{
    return QCoreApplication::translate("text", "The report of “%1” lies in %2.")
        .arg(nameText(event.subject), event.facts.value(QLatin1String("path")).toString());
}

QString wroteBack(const Event &event)
{
    const QString text = oneOrMany(QT_TRANSLATE_NOOP("text", "1 result of “%1” was written back into %2."),
                                   QT_TRANSLATE_N_NOOP("text", "%Ln results of “%1” were written back into %2."),
                                   number(event, QLatin1String("written")))
                             .arg(nameText(event.subject), event.facts.value(QLatin1String("into")).toString());
    QStringList sentences{text};
    if (const int missing = number(event, QLatin1String("missing")); missing > 0)
        sentences += oneOrMany(QT_TRANSLATE_NOOP("text", "The table has no row for 1 of the keys."),
                               QT_TRANSLATE_N_NOOP("text", "The table has no row for %Ln of the keys."), missing);
    if (const int gone = number(event, QLatin1String("gone")); gone > 0)
        sentences += oneOrMany(
            QT_TRANSLATE_NOOP("text", "1 file is not on the disk any more and was not written."),
            QT_TRANSLATE_N_NOOP("text", "%Ln files are not on the disk any more and were not written."), gone);
    if (const int doubled = number(event, QLatin1String("doubled")); doubled > 0)
        sentences += oneOrMany(
            QT_TRANSLATE_NOOP("text", "1 row has the key of an earlier one and was not written."),
            QT_TRANSLATE_N_NOOP("text", "%Ln rows have the key of an earlier one and were not written."), doubled);
    return sentences.join(QLatin1Char(' '));
}

QString deliveryFailed(const Event &event)
{
    return QCoreApplication::translate("text", "The results of “%1” are safe, but could not be brought where they "
                                               "shall go. %2 It is tried again at the next start.")
        .arg(nameText(event.subject), sentence(errorFromJson(event.facts)));
}

QString restored(const Event &event, const Formats &formats)
{
    const auto made = time(event, QLatin1String("made"));
    const QString text =
        QCoreApplication::translate("text", "The backup “%1” of %2 was put back. What was done after that is not in "
                                            "it and would be made, and paid, again: everything is paused. Look "
                                            "through your batches, cancel what you have already, then resume.")
            .arg(nameText(event.subject), made ? timeText(*made, event.at, formats) : QString());
    if (event.facts.value(QLatin1String("counted")).toBool(true))
        return text;
    return text + QLatin1Char(' ') +
           QCoreApplication::translate("text", "The database that was replaced could not be read: daily limits and "
                                               "budgets know nothing of what was sent and spent after the backup.");
}

// "The program had stopped without warning. 12 in flight: 9 saved, 2 unknown (up to $0.08), 1 sent again."
QString recovered(const Event &event, const Formats &formats)
{
    QStringList parts;
    if (const int n = number(event, QLatin1String("saved")))
        parts.append(QCoreApplication::translate("text", "%Ln saved", nullptr, n));
    if (const int n = number(event, QLatin1String("unknown"))) {
        const QString unknown = QCoreApplication::translate("text", "%Ln unknown", nullptr, n);
        const QString possible = money(event, QLatin1String("possible"), formats);
        parts.append(possible.isEmpty() ? unknown
                                        : QCoreApplication::translate("text", "%1 (up to %2)").arg(unknown, possible));
    }
    if (const int n = number(event, QLatin1String("resent")))
        parts.append(QCoreApplication::translate("text", "%Ln sent again", nullptr, n));
    const QString when = QCoreApplication::translate("text", "The program had stopped without warning.");
    const int inFlight = number(event, QLatin1String("inFlight"));
    const QString flight = QCoreApplication::translate("text", "%Ln in flight", nullptr, inFlight);
    return when + u' ' + flight +
           (parts.isEmpty() ? QString() : QStringLiteral(": ") + parts.join(QStringLiteral(", "))) + u'.';
}

} // namespace

QString sentence(const Event &event, const Formats &formats)
{
    const QString &kind = event.kind;
    if (kind == u"scopeParked")
        return parked(event);
    if (kind == u"quotaSpent")
        return quotaSpent(event, formats);
    if (kind == u"dayCapReached")
        return dayCapReached(event);
    if (kind == u"backupFailed")
        return backupFailed(event);
    if (kind == u"paceLowered")
        return paceLowered(event);
    if (kind == u"wentElsewhere")
        return wentElsewhere(event);
    if (kind == u"rowSlow")
        return rowSlow(event);
    if (kind == u"quotaHigh")
        return quotaHigh(event, formats);
    if (kind == u"budgetNear")
        return budgetNear(event, formats);
    if (kind == u"queueFull")
        return queueFull(event, formats);
    if (kind == u"finishSlips")
        return finishSlips(event, formats);
    if (kind == u"jobFailed")
        return jobFailed(event);
    if (kind == u"costAboveReserve")
        return costAboveReserve(event, formats);
    if (kind == u"batchFinished")
        return batchFinished(event);
    if (kind == u"pilotDone")
        return pilotDone(event);
    if (kind == u"reportWritten")
        return reportWritten(event);
    if (kind == u"wroteBack")
        return wroteBack(event);
    if (kind == u"deliveryFailed")
        return deliveryFailed(event);
    if (kind == u"recovered")
        return recovered(event, formats);
    if (kind == u"restored")
        return restored(event, formats);
    if (kind == u"storageFailed")
        return storageSentence(event.facts.value(QLatin1String("reason")).toString(), event.subject);
    if (kind == u"pricesUnread")
        return QCoreApplication::translate("text", "Your price table “%1” cannot be used: %2. The prices that come "
                                                   "with the program are used meanwhile, and what has a budget is not "
                                                   "started. Correct it and import it, or delete it and start again.")
            .arg(nameText(event.subject),
                 detailText({ErrorKind::BadFormat, {}, event.facts.value(QLatin1String("detail")).toString()}));
    if (kind == u"storageRecovered")
        return QCoreApplication::translate("text", "Everything can be saved again: work goes on.");
    return event.subject.isEmpty() ? kind : kind + QStringLiteral(": ") + nameText(event.subject);
}

} // namespace fornada
