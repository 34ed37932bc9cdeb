#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace fornada {

// The first place where a value is not what a schema says.
struct SchemaBreach {
    QString place;  // "order.items[2].price"; empty: the whole
    QString rule;   // the schema's own word: type, required, enum, minItems ...
    QString wanted; // what it says there
};

// JSON Schema, the part that recipes may use: type, properties, required, items, enum, minItems, maxItems, minLength,
// maxLength, minimum, maximum.
std::optional<SchemaBreach> schemaBreach(const QJsonObject &schema, const QJsonValue &value, const QString &place = {});

} // namespace fornada
