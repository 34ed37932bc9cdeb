#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>

namespace fornada {

// A Mustache template over row fields, batch parameters ({{params.x}}) and parent results ({{results.step.text}}).
// {{params.voices[language]}} is what a batch parameter has for a name (named_values.h).
// Values are put in as plain text (no HTML escaping) and are never read as templates themselves.
// A field that is missing is an error, not an empty string. Sections ({{#x}}...{{/x}}, {{^x}}...{{/x}}) make a part
// optional: missing, false and empty values switch it off. Partials, delimiter changes and lambdas are refused.
//
// Parsed once, used for many rows. Immutable, cheap to copy, any thread.
class Template {
public:
    static Result<Template> parse(const QString &source);

    Result<QString> render(const QJsonObject &context) const;
    // Would it be rendered? FieldMissing for a blank value too, but where it `mayBeEmpty`.
    Status check(const QJsonObject &context, const QStringList &mayBeEmpty) const;
    // All fields that are used, in order of first use.
    const QStringList &fields() const;
    // The fields that every rendering needs: those used outside of sections.
    const QStringList &requiredFields() const;
    // Fields that some renderings need: put in inside of sections that do not ask for them themselves, or by a name
    // ({{params.voices[language]}}).
    const QStringList &conditionalFields() const;
    // The fields that open a section.
    const QStringList &sections() const;

private:
    struct Program;
    explicit Template(std::shared_ptr<const Program> program);

    std::shared_ptr<const Program> m_program;
};

// The value a template sees under a name: the field of that very name, else the path through nested objects.
QJsonValue fieldValue(const QJsonObject &context, const QString &name);

// Parses and renders once; keep a Template where many rows go through one source.
Result<QString> render(const QString &source, const QJsonObject &context);
// Checks the syntax and lists the fields that are used.
Result<QStringList> fieldsOf(const QString &source);

} // namespace fornada
