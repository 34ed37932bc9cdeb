#pragma once

#include <QByteArray>
#include <QString>

namespace fornada {

// A provider's answer as it was kept, for a person: status, headers, body (JSON indented); credentials taken out, long
// runs of Base64 shortened. Empty when it is no answer of ours.
QString readableAnswer(const QByteArray &raw);

} // namespace fornada
