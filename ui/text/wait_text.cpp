#include "text/wait_text.h"

#include <QCoreApplication>

namespace fornada {

namespace {

struct Words {
    const char *plain; // why
    const char *next;  // what happens then; %1 is the time. Null: the time says nothing here
    const char *later; // what happens then, when the time is not known
};

constexpr auto kGoes = QT_TRANSLATE_NOOP("text", "goes %1");
constexpr auto kContinues = QT_TRANSLATE_NOOP("text", "continues %1");
constexpr auto kContinuesOrRaise = QT_TRANSLATE_NOOP("text", "continues %1, or when you raise it");
// No day brings enough for what it may cost.
constexpr auto kRaise = QT_TRANSLATE_NOOP("text", "raise it to go on");

Words limitWords(WaitReason reason)
{
    switch (reason) {
    case WaitReason::Backoff:
        return {QT_TRANSLATE_NOOP("text", "last attempt failed"), QT_TRANSLATE_NOOP("text", "again %1"),
                QT_TRANSLATE_NOOP("text", "again soon")};
    case WaitReason::Gap:
        return {QT_TRANSLATE_NOOP("text", "keeping its gap"), kGoes, nullptr};
    case WaitReason::Window:
        return {QT_TRANSLATE_NOOP("text", "request limit reached"), kGoes, nullptr};
    case WaitReason::TokenWindow:
        return {QT_TRANSLATE_NOOP("text", "token limit reached"), kGoes, nullptr};
    case WaitReason::DailyCap:
        return {QT_TRANSLATE_NOOP("text", "today's limit is reached"), kContinues,
                QT_TRANSLATE_NOOP("text", "continues tomorrow")};
    case WaitReason::Concurrency:
        return {QT_TRANSLATE_NOOP("text", "as many as allowed are in flight"), nullptr,
                QT_TRANSLATE_NOOP("text", "goes when one comes back")};
    case WaitReason::RowConcurrency:
        return {QT_TRANSLATE_NOOP("text", "its row has as many in flight as allowed"), nullptr,
                QT_TRANSLATE_NOOP("text", "goes when one comes back")};
    case WaitReason::OpenHours:
        return {QT_TRANSLATE_NOOP("text", "outside open hours"), QT_TRANSLATE_NOOP("text", "opens %1"), nullptr};
    case WaitReason::CircuitOpen:
        return {QT_TRANSLATE_NOOP("text", "too many failures in a row"), QT_TRANSLATE_NOOP("text", "one is tried %1"),
                QT_TRANSLATE_NOOP("text", "one is tried soon")};
    case WaitReason::ProviderWait:
        return {QT_TRANSLATE_NOOP("text", "the provider asked us to wait"), kContinues, nullptr};
    case WaitReason::QuotaReset:
        return {QT_TRANSLATE_NOOP("text", "the provider's quota is used up"), kContinues, nullptr};
    case WaitReason::DayBudget:
        return {QT_TRANSLATE_NOOP("text", "today's budget does not cover it"), kContinuesOrRaise, kRaise};
    case WaitReason::AccountBudget:
        return {QT_TRANSLATE_NOOP("text", "the account's budget for today does not cover it"), kContinuesOrRaise,
                kRaise};
    default:
        return {};
    }
}

Words actionWords(WaitReason reason)
{
    const auto resume = QT_TRANSLATE_NOOP("text", "resume to go on");
    switch (reason) {
    case WaitReason::NeedsUser:
        return {QT_TRANSLATE_NOOP("text", "stopped until you act"), nullptr,
                QT_TRANSLATE_NOOP("text", "check the key, the credit and the model")};
    case WaitReason::QueuePaused:
        return {QT_TRANSLATE_NOOP("text", "the queue is paused"), nullptr, resume};
    case WaitReason::AccountPaused:
        return {QT_TRANSLATE_NOOP("text", "the account is paused"), nullptr, resume};
    case WaitReason::BatchPaused:
        return {QT_TRANSLATE_NOOP("text", "the batch is paused"), nullptr, resume};
    case WaitReason::Draft:
        return {QT_TRANSLATE_NOOP("text", "its batch is a draft"), nullptr,
                QT_TRANSLATE_NOOP("text", "start it to go on")};
    case WaitReason::AllPaused:
        return {QT_TRANSLATE_NOOP("text", "everything is paused"), nullptr, resume};
    case WaitReason::BatchBudget:
        return {QT_TRANSLATE_NOOP("text", "the batch's budget does not cover it"), nullptr, kRaise};
    case WaitReason::ClientBudget:
        return {QT_TRANSLATE_NOOP("text", "the client's budget does not cover it"), nullptr, kRaise};
    case WaitReason::ClientCredit:
        return {QT_TRANSLATE_NOOP("text", "the client has not enough credits left for this kind of result"), nullptr,
                QT_TRANSLATE_NOOP("text", "give it more credits to go on")};
    case WaitReason::Priority:
        return {QT_TRANSLATE_NOOP("text", "behind jobs that go first"), nullptr, nullptr};
    case WaitReason::Parent:
        return {QT_TRANSLATE_NOOP("text", "the step before it is not done"), nullptr, nullptr};
    case WaitReason::SameAsOther:
        return {QT_TRANSLATE_NOOP("text", "an equal job is being made"), nullptr,
                QT_TRANSLATE_NOOP("text", "takes its result")};
    case WaitReason::Pilot:
        return {QT_TRANSLATE_NOOP("text", "the pilot goes first"), nullptr,
                QT_TRANSLATE_NOOP("text", "release the rest when you like what you see")};
    case WaitReason::Preparing:
        return {QT_TRANSLATE_NOOP("text", "its request is being prepared"), nullptr, nullptr};
    case WaitReason::DiskFull:
        return {QT_TRANSLATE_NOOP("text", "nothing can be saved now"), nullptr,
                QT_TRANSLATE_NOOP("text", "goes on when it can")};
    case WaitReason::ClockUnsure:
        return {QT_TRANSLATE_NOOP("text", "the clock was changed"), nullptr,
                QT_TRANSLATE_NOOP("text", "goes on when it is checked")};
    case WaitReason::EngineStopped:
        return {QT_TRANSLATE_NOOP("text", "no engine is running"), nullptr,
                QT_TRANSLATE_NOOP("text", "start it to go on")};
    default:
        return {QT_TRANSLATE_NOOP("text", "ready to go"), nullptr, nullptr};
    }
}

// "12 of 15 ..." says more than "the limit is reached".
QString counted(WaitReason reason, const WaitFacts &facts, const Formats &formats)
{
    if (facts.allowed <= 0)
        return {};
    QString text;
    if (reason == WaitReason::DailyCap)
        text = QCoreApplication::translate("text", "%1 of %2 sent today");
    else if (reason == WaitReason::Concurrency)
        text = QCoreApplication::translate("text", "%1 of %2 in flight");
    else if (reason == WaitReason::Window)
        text = QCoreApplication::translate("text", "%1 of %2 requests used");
    else if (reason == WaitReason::TokenWindow)
        text = QCoreApplication::translate("text", "%1 of %2 tokens used");
    return text.isEmpty() ? text
                          : text.arg(countText(qint64(facts.used), formats), countText(qint64(facts.allowed), formats));
}

} // namespace

QString sentence(const Opening &opening, Wall now, const WaitFacts &facts, const Formats &formats)
{
    const QString time = opening.until ? comingText(opening.until->wall, now, formats) : QString();
    if (opening.reason == WaitReason::Pace)
        return time.isEmpty() ? QCoreApplication::translate("text", "waiting for the next slot")
                              : QCoreApplication::translate("text", "waiting for the next slot %1").arg(time);
    if (opening.reason == WaitReason::SameAsOther && !facts.subject.isEmpty())
        return QCoreApplication::translate("text", "same as %1, which is being made; takes its result")
            .arg(facts.subject.simplified());
    const Words limit = limitWords(opening.reason);
    const Words words = limit.plain ? limit : actionWords(opening.reason);
    QString text = counted(opening.reason, facts, formats);
    if (text.isEmpty())
        text = QCoreApplication::translate("text", words.plain);
    if (!facts.subject.isEmpty())
        text += QStringLiteral(" (%1)").arg(facts.subject.simplified());
    if (words.next && !time.isEmpty())
        return text + QStringLiteral("; ") + QCoreApplication::translate("text", words.next).arg(time);
    return words.later ? text + QStringLiteral("; ") + QCoreApplication::translate("text", words.later) : text;
}

} // namespace fornada
