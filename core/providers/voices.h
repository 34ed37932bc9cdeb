#pragma once

#include <QStringList>

namespace fornada {

// The voices that come with the providers.
QStringList geminiVoices();
QStringList openAiVoices(const QString &model);

// What a wanted voice is called among these: itself, as it is written there, or the one most like it where it is
// another provider's. Empty when neither is there.
QString voiceAmong(const QStringList &voices, const QString &wanted);

} // namespace fornada
