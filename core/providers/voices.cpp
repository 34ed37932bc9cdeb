#include "providers/voices.h"

#include <algorithm>
#include <array>
#include <span>

namespace fornada {

namespace {

struct Voice {
    QLatin1String name;
    QLatin1String like; // the other provider's that is most like it; one that all of its models have
};

constexpr auto kGemini = std::to_array<Voice>({
    {QLatin1String("Zephyr"), QLatin1String("nova")},       {QLatin1String("Puck"), QLatin1String("ash")},
    {QLatin1String("Charon"), QLatin1String("onyx")},       {QLatin1String("Kore"), QLatin1String("nova")},
    {QLatin1String("Fenrir"), QLatin1String("ash")},        {QLatin1String("Leda"), QLatin1String("shimmer")},
    {QLatin1String("Orus"), QLatin1String("onyx")},         {QLatin1String("Aoede"), QLatin1String("coral")},
    {QLatin1String("Callirrhoe"), QLatin1String("coral")},  {QLatin1String("Autonoe"), QLatin1String("nova")},
    {QLatin1String("Enceladus"), QLatin1String("echo")},    {QLatin1String("Iapetus"), QLatin1String("echo")},
    {QLatin1String("Umbriel"), QLatin1String("ash")},       {QLatin1String("Algieba"), QLatin1String("echo")},
    {QLatin1String("Despina"), QLatin1String("shimmer")},   {QLatin1String("Erinome"), QLatin1String("sage")},
    {QLatin1String("Algenib"), QLatin1String("onyx")},      {QLatin1String("Rasalgethi"), QLatin1String("onyx")},
    {QLatin1String("Laomedeia"), QLatin1String("nova")},    {QLatin1String("Achernar"), QLatin1String("shimmer")},
    {QLatin1String("Alnilam"), QLatin1String("onyx")},      {QLatin1String("Schedar"), QLatin1String("echo")},
    {QLatin1String("Gacrux"), QLatin1String("sage")},       {QLatin1String("Pulcherrima"), QLatin1String("alloy")},
    {QLatin1String("Achird"), QLatin1String("ash")},        {QLatin1String("Zubenelgenubi"), QLatin1String("fable")},
    {QLatin1String("Vindemiatrix"), QLatin1String("sage")}, {QLatin1String("Sadachbia"), QLatin1String("fable")},
    {QLatin1String("Sadaltager"), QLatin1String("echo")},   {QLatin1String("Sulafat"), QLatin1String("coral")},
});

constexpr auto kOpenAi = std::to_array<Voice>({
    {QLatin1String("alloy"), QLatin1String("Pulcherrima")},
    {QLatin1String("ash"), QLatin1String("Puck")},
    {QLatin1String("coral"), QLatin1String("Sulafat")},
    {QLatin1String("echo"), QLatin1String("Iapetus")},
    {QLatin1String("fable"), QLatin1String("Zubenelgenubi")},
    {QLatin1String("nova"), QLatin1String("Kore")},
    {QLatin1String("onyx"), QLatin1String("Charon")},
    {QLatin1String("sage"), QLatin1String("Vindemiatrix")},
    {QLatin1String("shimmer"), QLatin1String("Leda")},
    {QLatin1String("ballad"), QLatin1String("Algieba")},
    {QLatin1String("cedar"), QLatin1String("Orus")},
    {QLatin1String("marin"), QLatin1String("Callirrhoe")},
    {QLatin1String("verse"), QLatin1String("Achird")},
});
constexpr size_t kOfOldModels = 9; // the first ones

QStringList namesOf(std::span<const Voice> voices)
{
    QStringList names;
    for (const Voice &voice : voices)
        names.append(voice.name);
    return names;
}

QString likeOf(const QString &wanted)
{
    const auto isIt = [&wanted](const Voice &voice) { return wanted.compare(voice.name, Qt::CaseInsensitive) == 0; };
    for (const std::span<const Voice> all : {std::span<const Voice>(kGemini), std::span<const Voice>(kOpenAi)})
        if (const auto found = std::find_if(all.begin(), all.end(), isIt); found != all.end())
            return found->like;
    return {};
}

} // namespace

QStringList geminiVoices()
{
    return namesOf(kGemini);
}

QStringList openAiVoices(const QString &model)
{
    return namesOf(std::span(kOpenAi).first(model.startsWith(u"tts-1") ? kOfOldModels : kOpenAi.size()));
}

QString voiceAmong(const QStringList &voices, const QString &wanted)
{
    for (const QString &name : {wanted, likeOf(wanted)})
        for (const QString &voice : voices)
            if (voice.compare(name, Qt::CaseInsensitive) == 0)
                return voice;
    return {};
}

} // namespace fornada
