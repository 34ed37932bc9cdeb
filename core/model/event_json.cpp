#include "model/event_json.h"

namespace fornada {

QJsonObject toJson(const Event &event)
{
    return {{QStringLiteral("at"), toIso(event.at)},    {QStringLiteral("level"), toName(event.level)},
            {QStringLiteral("kind"), event.kind},       {QStringLiteral("batch"), event.batch.value},
            {QStringLiteral("subject"), event.subject}, {QStringLiteral("facts"), event.facts}};
}

Event eventFromJson(const QJsonObject &json)
{
    Event event;
    event.at = wallFromIso(json[QLatin1String("at")].toString());
    event.level = fromName<EventLevel>(json[QLatin1String("level")].toString()).value_or(EventLevel::Info);
    event.kind = json[QLatin1String("kind")].toString();
    event.batch = BatchId{json[QLatin1String("batch")].toInteger()};
    event.subject = json[QLatin1String("subject")].toString();
    event.facts = json[QLatin1String("facts")].toObject();
    return event;
}

QList<Event> eventsFromJson(const QJsonArray &json)
{
    QList<Event> events;
    for (const QJsonValue &event : json)
        events.append(eventFromJson(event.toObject()));
    return events;
}

} // namespace fornada
