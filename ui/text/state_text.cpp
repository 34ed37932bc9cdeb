#include "text/state_text.h"

#include "model/cache.h"
#include "model/row_limits.h"
#include "model/too_heavy.h"
#include "text/cache_text.h"
#include "text/error_text.h"
#include "text/format.h"
#include "text/own_words.h"
#include "text/result_text.h"

#include <QCoreApplication>
#include <QHash>

namespace fornada {

QString stateName(JobState state)
{
    switch (state) {
    case JobState::Blocked:
        return QCoreApplication::translate("text", "blocked", "job");
    case JobState::Queued:
        return QCoreApplication::translate("text", "queued", "job");
    case JobState::Running:
        return QCoreApplication::translate("text", "running", "job");
    case JobState::Completed:
        return QCoreApplication::translate("text", "completed", "job");
    case JobState::Failed:
        return QCoreApplication::translate("text", "failed", "job");
    case JobState::Review:
        return QCoreApplication::translate("text", "review", "job");
    case JobState::Unknown:
        return QCoreApplication::translate("text", "unknown", "job");
    case JobState::Skipped:
        return QCoreApplication::translate("text", "skipped", "job");
    case JobState::Cancelled:
        return QCoreApplication::translate("text", "cancelled", "job");
    }
    return {};
}

QString stateName(BatchState state)
{
    switch (state) {
    case BatchState::Adding:
        return QCoreApplication::translate("text", "adding", "batch");
    case BatchState::Draft:
        return QCoreApplication::translate("text", "draft", "batch");
    case BatchState::Running:
        return QCoreApplication::translate("text", "running", "batch");
    case BatchState::Paused:
        return QCoreApplication::translate("text", "paused", "batch");
    case BatchState::Finished:
        return QCoreApplication::translate("text", "finished", "batch");
    case BatchState::Cancelled:
        return QCoreApplication::translate("text", "cancelled", "batch");
    }
    return {};
}

QString levelName(EventLevel level)
{
    switch (level) {
    case EventLevel::Info:
        return QCoreApplication::translate("text", "info");
    case EventLevel::NeedsYou:
        return QCoreApplication::translate("text", "needs you");
    case EventLevel::Problem:
        return QCoreApplication::translate("text", "problem");
    }
    return {};
}

QString operationName(Operation operation)
{
    switch (operation) {
    case Operation::Image:
        return QCoreApplication::translate("text", "make an image");
    case Operation::EditImage:
        return QCoreApplication::translate("text", "edit an image");
    case Operation::Text:
        return QCoreApplication::translate("text", "write a text");
    case Operation::Json:
        return QCoreApplication::translate("text", "make JSON");
    case Operation::Speech:
        return QCoreApplication::translate("text", "read aloud");
    case Operation::Transcription:
        return QCoreApplication::translate("text", "write down speech");
    case Operation::HttpCall:
        return QCoreApplication::translate("text", "call a worker");
    case Operation::Message:
        return QCoreApplication::translate("text", "send a message");
    case Operation::Join:
        return QCoreApplication::translate("text", "join results");
    }
    return {};
}

QString needName(Need need)
{
    switch (need) {
    case Need::Seed:
        return QCoreApplication::translate("text", "a seed");
    case Need::Files:
        return QCoreApplication::translate("text", "an input file");
    case Need::SeveralFiles:
        return QCoreApplication::translate("text", "several input files");
    case Need::Schema:
        return QCoreApplication::translate("text", "JSON by a schema");
    case Need::Size:
        return QCoreApplication::translate("text", "a size in pixels");
    case Need::AspectRatio:
        return QCoreApplication::translate("text", "an aspect ratio");
    case Need::Speakers:
        return QCoreApplication::translate("text", "several speakers");
    case Need::System:
        return QCoreApplication::translate("text", "a system message");
    }
    return {};
}

QString outputName(OutputKind kind)
{
    switch (kind) {
    case OutputKind::Image:
        return QCoreApplication::translate("text", "image");
    case OutputKind::Text:
        return QCoreApplication::translate("text", "text");
    case OutputKind::Json:
        return QCoreApplication::translate("text", "JSON");
    case OutputKind::Audio:
        return QCoreApplication::translate("text", "sound");
    case OutputKind::None:
        return QCoreApplication::translate("text", "no result", "a step that leaves nothing behind");
    }
    return {};
}

QString providerName(ProviderKind kind)
{
    switch (kind) {
    case ProviderKind::Sandbox:
        return QCoreApplication::translate("text", "Sandbox (built in, play money)");
    case ProviderKind::Gemini:
        return QCoreApplication::translate("text", "Google Gemini");
    case ProviderKind::OpenAi:
        return QCoreApplication::translate("text", "OpenAI or compatible");
    case ProviderKind::Worker:
        return QCoreApplication::translate("text", "Worker of your own");
    }
    return {};
}

namespace {

qint64 needYouIn(const Batch &batch)
{
    return batch.counts[JobState::Review] + batch.counts[JobState::Unknown];
}

// Nothing is left but what a person must look at.
bool isOver(const Batch &batch)
{
    return batch.state == BatchState::Finished || (batch.state == BatchState::Running && batch.counts.total() > 0 &&
                                                   batch.counts.settled() + needYouIn(batch) == batch.counts.total());
}

} // namespace

QString shortStateText(const Batch &batch)
{
    if (isOver(batch))
        return stateName(BatchState::Finished);
    return batch.state == BatchState::Running && !batch.pilot.isEmpty()
               ? QCoreApplication::translate("text", "pilot", "state of a batch")
               : stateName(batch.state);
}

QString stateText(const Batch &batch)
{
    const QString finished = shortStateText(batch);
    if (!isOver(batch))
        return finished;
    const qint64 needYou = needYouIn(batch), failed = batch.counts[JobState::Failed];
    if (needYou > 0)
        return finished + QStringLiteral(", ") +
               (needYou == 1 ? QCoreApplication::translate("text", "1 needs you")
                             : QCoreApplication::translate("text", "%Ln need you", nullptr, int(needYou)));
    if (failed > 0)
        return finished + QStringLiteral(", ") +
               QCoreApplication::translate("text", "%Ln failed", nullptr, int(failed));
    return finished;
}

namespace {

QString rowTimeUpText(const RowTimeUp &up)
{
    const QString text = QCoreApplication::translate("text", "time limit of the row: its requests and the waits "
                                                             "between them took more than %1")
                             .arg(durationText(up.limit));
    return up.last.isEmpty() ? text : text + QStringLiteral(": ") + messageText(up.last);
}

QString tooHeavyText(const TooHeavy &heavy)
{
    return QCoreApplication::translate("text", "it has about %1 tokens, and its token limit lets only %2 in %3 "
                                               "through: raise the limit, or shorten the prompt or the answer")
        .arg(countText(heavy.tokens), countText(heavy.limit.count), durationText(heavy.limit.period));
}

} // namespace

QString messageText(const QString &message)
{
    static const QHash<QString, const char *> ours{
        {QStringLiteral("stoppedInFlight"),
         QT_TRANSLATE_NOOP("text", "the program stopped while the request was in flight")},
        {QStringLiteral("notNeeded"), QT_TRANSLATE_NOOP("text", "not needed: nothing before it failed")},
        {QStringLiteral("textEmpty"), QT_TRANSLATE_NOOP("text", "the text is empty")},
        {QStringLiteral("jsonInvalid"), QT_TRANSLATE_NOOP("text", "the answer is not valid JSON")},
        {QStringLiteral("imageEmpty"), QT_TRANSLATE_NOOP("text", "there is no image in the answer")},
        {QStringLiteral("imageUnknown"), QT_TRANSLATE_NOOP("text", "the answer is not an image")},
        {QStringLiteral("imageDoesNotDecode"), QT_TRANSLATE_NOOP("text", "the image is damaged")},
        {QStringLiteral("imageCutOff"), QT_TRANSLATE_NOOP("text", "the image is incomplete")},
        {QStringLiteral("imageTooLarge"), QT_TRANSLATE_NOOP("text", "the image has more than 100 megapixels")},
        {QStringLiteral("audioEmpty"), QT_TRANSLATE_NOOP("text", "there is no sound in the answer")},
        {QStringLiteral("audioUnknown"), QT_TRANSLATE_NOOP("text", "the answer is not a sound file")},
        {QStringLiteral("audioCutOff"), QT_TRANSLATE_NOOP("text", "the sound is incomplete")},
        {QStringLiteral("audioSilent"), QT_TRANSLATE_NOOP("text", "the sound is silent")},
    };
    if (const auto up = rowTimeUp(message))
        return rowTimeUpText(*up);
    if (const auto heavy = tooHeavy(message))
        return tooHeavyText(*heavy);
    if (const auto taken = takenFrom(message))
        return takenText(*taken, SystemClock().now().wall);
    if (const QString check = checkText(message); !check.isEmpty())
        return check;
    if (const auto error = errorInLine(message))
        return statement(*error);
    if (const char *text = ours.value(message))
        return QCoreApplication::translate("text", text);
    const QString line = message.simplified();
    return ownWords(line).value_or(line);
}

namespace {

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Done:
        return QCoreApplication::translate("text", "done", "attempt");
    case Outcome::RetryBackoff:
        return QCoreApplication::translate("text", "the provider could not do it now");
    case Outcome::RetryAfter:
        return QCoreApplication::translate("text", "the provider asked us to wait");
    case Outcome::QuotaUntil:
        return QCoreApplication::translate("text", "the provider's quota is used up");
    case Outcome::NeedsUser:
        return QCoreApplication::translate("text", "needs you: check the key, the credit and the model");
    case Outcome::Refused:
        return QCoreApplication::translate("text", "refused for its content");
    case Outcome::BadRequest:
        return QCoreApplication::translate("text", "the provider does not accept the request");
    case Outcome::NoOutput:
        return QCoreApplication::translate("text", "an answer without a usable result");
    case Outcome::NotSent:
        return QCoreApplication::translate("text", "not sent: the provider cannot be reached");
    case Outcome::Lost:
        return QCoreApplication::translate("text", "sent, but no whole answer came");
    case Outcome::Recalled:
        return QCoreApplication::translate("text", "taken back before it was sent");
    }
    return {};
}

} // namespace

QString outcomeText(Outcome outcome, const QString &message)
{
    const QString said = messageText(message);
    return said.isEmpty() ? outcomeName(outcome) : outcomeName(outcome) + QStringLiteral(": ") + said;
}

QString chargeText(const Charge &charge, const Formats &formats)
{
    if (charge.kind == ChargeKind::None || charge.amount.isZero())
        return QCoreApplication::translate("text", "nothing", "an amount of money");
    const QString amount = moneyText(charge.amount, formats);
    if (charge.kind == ChargeKind::Maybe)
        return QCoreApplication::translate("text", "up to %1", "an amount of money").arg(amount);
    return charge.estimated ? QCoreApplication::translate("text", "about %1", "an amount of money").arg(amount)
                            : amount;
}

} // namespace fornada
