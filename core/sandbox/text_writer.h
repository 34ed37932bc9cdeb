#pragma once

#include <QJsonObject>
#include <QString>

namespace fornada::sandbox {

// Texts from templates around the prompt's subject. Deterministic in the prompt and the variation. Any thread.

// What a prompt is about: its quoted title, what follows "title:" or "about", else its first words.
QString subjectOf(const QString &prompt);
// A short script of paragraphs in the language the prompt asks for; an adaptation says which language it is in.
QString writeText(const QString &prompt, quint64 variation);
// A value for every property of the schema (OpenAPI or JSON Schema); without one {"text": ...}.
QJsonObject writeJson(const QString &prompt, const QJsonObject &schema, quint64 variation);
// What somebody says in a voice message of that length.
QString transcribe(const QByteArray &audio, const QByteArray &language);

} // namespace fornada::sandbox
