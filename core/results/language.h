#pragma once

#include <QString>

namespace fornada {

// Which language a text is clearly written in: "en", "pt", "es", "fr", "de", "it" or "nl" by its small words, "ru",
// "el", "ar", "he", "hi", "ja", "ko", "zh" and "th" by their script. Empty when it is too short, mixed, or another.
// Pure; any thread.
QString languageOfText(const QString &text);

} // namespace fornada
