#pragma once

#include <QByteArray>
#include <QString>

namespace fornada::sandbox {

// Two-letter codes. The language a text is written in, by its commonest words; English when it says nothing.
QByteArray languageOf(const QString &text);
// The language a prompt asks for ("Adapt to Brazilian Portuguese", "idioma: es-MX"); empty when it names none.
QByteArray languageWanted(const QString &prompt);
// Its name in itself: "português".
QString languageName(const QByteArray &code);

} // namespace fornada::sandbox
