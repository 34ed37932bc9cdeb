#pragma once

#include <QHash>
#include <QJsonObject>
#include <QStringList>

namespace fornada {

// Which column a recipe's field is read from; a field that is not named is read from the column of its own name.
using FieldMapping = QHash<QString, QString>;

FieldMapping fieldMappingFrom(const QJsonObject &json);
QJsonObject mappedFields(QJsonObject fields, const FieldMapping &mapping);

// The column that each field probably means, by name: the same letters whatever case, accents and separators, or the
// only one whose words hold all of the field's (or the other way round); a column's may be Portuguese. What is not
// clear is left out.
FieldMapping guessMapping(const QStringList &fields, const QStringList &columns);

} // namespace fornada
