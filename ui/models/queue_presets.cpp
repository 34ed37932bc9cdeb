#include "models/queue_presets.h"

#include <QDate>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace fornada {

namespace {

QString inLanguage(const QJsonObject &texts, const QString &language)
{
    const QString own = texts.value(language).toString();
    return own.isEmpty() ? texts.value(QLatin1String("en")).toString() : own;
}

Result<QueuePreset> presetFrom(const QJsonObject &json, const QString &language)
{
    QueuePreset preset;
    preset.id = json.value(QLatin1String("id")).toString();
    preset.name = json.value(QLatin1String("name")).toString();
    preset.title = inLanguage(json.value(QLatin1String("title")).toObject(), language);
    preset.about = inLanguage(json.value(QLatin1String("about")).toObject(), language);
    preset.asOf = QDate::fromString(json.value(QLatin1String("asOf")).toString(), Qt::ISODate);
    auto limits = limitSetFromJson(json.value(QLatin1String("limits")).toObject());
    if (!limits)
        return limits.error();
    auto retry = retryPolicyFromJson(json.value(QLatin1String("retry")).toObject());
    if (!retry)
        return retry.error();
    preset.limits = *limits;
    preset.retry = *retry;
    preset.deadline = std::chrono::seconds(json.value(QLatin1String("deadline")).toInt(180));
    return preset;
}

} // namespace

Result<QList<QueuePreset>> queuePresets(const QString &language)
{
    QFile file(QStringLiteral(":/fornada/presets/queue_presets.json"));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::FileMissing, file.fileName(), {}};
    QList<QueuePreset> presets;
    const QJsonArray entries =
        QJsonDocument::fromJson(file.readAll()).object().value(QLatin1String("presets")).toArray();
    for (const QJsonValue &entry : entries) {
        auto preset = presetFrom(entry.toObject(), language);
        if (!preset)
            return preset.error();
        presets.append(std::move(*preset));
    }
    return presets;
}

} // namespace fornada
