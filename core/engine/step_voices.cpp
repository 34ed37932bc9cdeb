#include "engine/step_voices.h"

#include "providers/adapter.h"
#include "providers/voices.h"
#include "recipes/fan_out.h"
#include "recipes/wording.h"

#include <QJsonArray>

namespace fornada {

namespace {

// The sandbox stands in for all of them.
QStringList voicesThere(const Step &step, const Account &account, const QString &model)
{
    const bool isKnown = step.operation == Operation::Speech && account.kind != ProviderKind::Sandbox;
    return isKnown ? adapterFor(account.kind, step.operation).voices(model, account.url) : QStringList();
}

QStringList wantedVoices(const Step &step, const QJsonObject &batchParameters)
{
    QJsonArray sources{step.parameters.value(QLatin1String("voice"))};
    const QJsonArray speakers = step.parameters.value(QLatin1String("speakers")).toArray();
    for (const QJsonValue &speaker : speakers)
        sources.append(speaker[QLatin1String("voice")]);
    const auto keys = fanKeys(step, {}, batchParameters);
    TemplateCache templates;
    QStringList wanted;
    for (const QString &key : keys ? *keys : QStringList{QString()}) {
        JobPlace place;
        place.parameters = batchParameters;
        place.fanKey = key;
        const QJsonObject context = jobContext(step, place);
        for (const QJsonValueConstRef source : std::as_const(sources))
            if (const auto voice = renderValue(source, context, templates)) // else the row decides
                wanted.append(voice->toString().trimmed());
    }
    wanted.removeAll(QString());
    wanted.removeDuplicates();
    return wanted;
}

} // namespace

QList<StepVoice> stepVoices(const Step &step, const Account &account, const QString &model,
                            const QJsonObject &batchParameters)
{
    const QStringList there = voicesThere(step, account, model);
    QList<StepVoice> voices;
    for (const QString &wanted : there.isEmpty() ? QStringList() : wantedVoices(step, batchParameters))
        voices.append({wanted, voiceAmong(there, wanted)});
    return voices;
}

// ui/text knows this form and says it in people's words.
Status hasVoices(const Step &step, const Account &account, const QString &model, const QJsonObject &batchParameters)
{
    for (const StepVoice &voice : stepVoices(step, account, model, batchParameters))
        if (voice.spoken.isEmpty())
            return Error{ErrorKind::AccountUnable, account.name,
                         QStringLiteral("step %1 asks for voice '%2', there are %3")
                             .arg(step.id, voice.wanted, voicesThere(step, account, model).join(QLatin1String(", ")))};
    return {};
}

} // namespace fornada
