#pragma once

#include "base/result.h"

#include <QStringList>

#include <vector>

namespace fornada {

// A template as a flat program: a section knows where its end stands.
struct TemplateNode {
    enum class Op { Text, NewLine, Variable, Section, Inverted, End, Comment };

    Op op = Op::Text;
    QString text;     // literal text, or the field's name
    QStringList path; // the name's parts when it has dots
    size_t end = 0;   // for sections
    QString list, by; // {{params.voices[language]}}: what the batch parameter has for the language

    bool isSection() const { return op == Op::Section || op == Op::Inverted; }
    // The fields it uses.
    QStringList names() const { return by.isEmpty() ? QStringList{text} : QStringList{list, by}; }
};

// Nothing of a program is a NewLine or a Comment: those are for who compiles it.
Result<std::vector<TemplateNode>> compileTemplate(const QString &source);

} // namespace fornada
