#include "text/word_forms.h"

#include <QCoreApplication>

#include <algorithm>

namespace fornada {

namespace {

constexpr int kMostParts = 3;

QRegularExpression patternOf(const char *text)
{
    QString pattern = QRegularExpression::escape(QString::fromUtf8(text));
    for (int i = 1; i <= kMostParts; ++i) {
        const QString place = QStringLiteral("\\%%1").arg(i);
        const qsizetype first = pattern.indexOf(place);
        if (first < 0)
            break;
        pattern.replace(first, place.size(), QStringLiteral("(.+?)"));
        pattern.replace(place, QStringLiteral("\\g{%1}").arg(i)); // the same again
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
}

} // namespace

WordForms::WordForms(std::initializer_list<Forms> tables)
    : m_forms([tables] {
        QList<Form> forms;
        for (const Forms &table : tables)
            for (const char *text : table)
                forms.append({text, patternOf(text)});
        return forms;
    }())
{}

std::optional<QString> WordForms::translated(const QString &sentence, PartText partText) const
{
    for (const Form &form : m_forms) {
        const auto match = form.pattern.match(sentence);
        if (!match.hasMatch())
            continue;
        QStringList parts = match.capturedTexts().mid(1);
        if (partText)
            std::transform(parts.begin(), parts.end(), parts.begin(), partText);
        const QString text = QCoreApplication::translate("text", form.text);
        switch (parts.size()) {
        case 0:
            return text;
        case 1:
            return text.arg(parts.at(0));
        case 2:
            return text.arg(parts.at(0), parts.at(1));
        default:
            return text.arg(parts.at(0), parts.at(1), parts.at(2));
        }
    }
    return std::nullopt;
}

} // namespace fornada
