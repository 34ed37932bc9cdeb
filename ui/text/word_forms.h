#pragma once

#include <QList>
#include <QRegularExpression>
#include <QString>

#include <initializer_list>
#include <optional>
#include <span>

namespace fornada {

// Sentences as the core words them, source texts of the context "text"; %1, %2 and %3 are parts that differ.
using Forms = std::span<const char *const>;

// Knows such sentences again and says them in the language of the window. The first form that fits is taken.
class WordForms final {
public:
    using PartText = QString (*)(const QString &part);

    explicit WordForms(std::initializer_list<Forms> tables);

    // Nothing when the sentence is none of these. Without partText the parts stay as they are.
    std::optional<QString> translated(const QString &sentence, PartText partText = nullptr) const;

private:
    struct Form {
        const char *text;
        QRegularExpression pattern;
    };

    const QList<Form> m_forms;
};

} // namespace fornada
