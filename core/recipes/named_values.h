#pragma once

#include <QJsonValue>
#include <QString>

namespace fornada {

// What a list of named values ("pt: Kore, en: Puck, Zephyr", or a JSON object) has for a name, whatever its case; else
// for its beginning ("pt" stands for "pt-BR" too), else the value that has no name. Undefined when there is none.
QJsonValue namedValue(const QJsonValue &list, const QString &name);

} // namespace fornada
