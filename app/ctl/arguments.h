#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace fornada {

// A command line split into words and --options. "--name value", "--name=value" and switches ("--json") are told apart
// by the set of switches.
class Arguments {
public:
    static Arguments parse(const QStringList &raw);

    const QStringList &words() const { return m_words; }
    QString word(qsizetype index) const { return m_words.value(index); }
    bool has(const QString &option) const { return m_options.contains(option); }
    QString value(const QString &option, const QString &fallback = {}) const;
    QStringList values(const QString &option) const { return m_options.value(option); }
    QStringList optionNames() const { return m_options.keys(); }
    // An option without its value, if there is one.
    const QString &missingValue() const { return m_missingValue; }
    // A switch with a value, which would count as yes whatever it says, if there is one.
    const QString &needlessValue() const { return m_needlessValue; }

private:
    QStringList m_words;
    QHash<QString, QStringList> m_options;
    QString m_missingValue, m_needlessValue;
};

} // namespace fornada
