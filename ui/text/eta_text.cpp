#include "text/eta_text.h"

#include "text/wait_text.h"

#include <QCoreApplication>

namespace fornada {

namespace {

constexpr Micros kSameTime = std::chrono::minutes(2);
constexpr int kSamePart = 20; // of the time that is left

// "26 Nov 04:00 – 18:10": the day is said once.
QString afterSameDay(const QString &early, const QString &late)
{
    const QStringList was = early.split(u' '), is = late.split(u' ');
    qsizetype same = 0;
    while (same < std::min(was.size(), is.size()) && was.at(same) == is.at(same) && !is.at(same).contains(u':'))
        ++same;
    const bool isWholeDay = same < is.size() && is.at(same).contains(u':');
    return isWholeDay ? is.mid(same).join(u' ') : late;
}

} // namespace

QString etaText(const Eta &eta, Wall now, const Formats &formats)
{
    switch (eta.kind) {
    case EtaKind::Done:
    case EtaKind::NotStarted:
        return {};
    case EtaKind::Pilot:
        return QCoreApplication::translate("text", "after the pilot");
    case EtaKind::Paused:
        return QCoreApplication::translate("text", "paused");
    case EtaKind::Held:
        return QCoreApplication::translate("text", "needs you");
    case EtaKind::NotMeasured:
        return QCoreApplication::translate("text", "not known yet");
    case EtaKind::Known:
        break;
    }
    const QString early = timeText(eta.early, now, formats), late = timeText(eta.late, now, formats);
    // Minutes of difference at the end of hours say nothing: the later time is the one to count on.
    if (early == late || eta.late - eta.early <= std::max(kSameTime, (eta.late - now) / kSamePart))
        return late;
    return QStringLiteral("%1 – %2").arg(early, afterSameDay(early, late));
}

QString etaExplanation(const Eta &eta)
{
    switch (eta.kind) {
    case EtaKind::Done:
        return QCoreApplication::translate("text", "Nothing is left to send.");
    case EtaKind::NotStarted:
        return QCoreApplication::translate("text", "It has not been started.");
    case EtaKind::Pilot:
        return QCoreApplication::translate("text", "Only its pilot runs: the rest begins when you release it.");
    case EtaKind::Paused:
        return QCoreApplication::translate("text", "Work is paused: it ends when you resume it.");
    case EtaKind::Held:
        return QCoreApplication::translate("text", "It does not end by itself: %1.")
            .arg(sentence(Opening::closed(eta.held), {}));
    case EtaKind::NotMeasured:
        return QCoreApplication::translate("text", "Nothing limits the pace and too few requests were measured. After "
                                                   "the first few answers it can be said.");
    case EtaKind::Known:
        return QCoreApplication::translate("text",
                                           "Made from the limits in force and from how long requests took in "
                                           "the last hour. Once a minute all that is left is played through, as "
                                           "on the start sheet. The later time counts retries, slower answers "
                                           "and the work that may go first.");
    }
    return {};
}

} // namespace fornada
