#pragma once

#include <QStringList>

namespace fornada {

// Which of a step's jobs for one row this is: the values it fans out over, in order ("humour/pt"); empty without
// fan-out. A '/' or '%' inside a value is written as %2F or %25.
QString fanKeyOf(const QStringList &values);
QStringList fanValues(QStringView key);

// Jobs of one row belong together when one fan-out key is the beginning of the other, part by part ("en/2" and "en").
bool isSameFan(QStringView a, QStringView b);

} // namespace fornada
