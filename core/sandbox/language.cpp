#include "sandbox/language.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>

namespace fornada::sandbox {

namespace {

struct Language {
    const char *code;
    const char *name;
    const char *called; // what prompts call it, a pattern
    const char *words;  // its commonest words
};

constexpr std::array languages{
    Language{"en", "English", "english|ingl[eê]s|inglese|englisch|anglais",
             "the and of to is for with in a that this you your are on it we at from"},
    Language{"pt", "português", "(?:brazilian )?portuguese|portugu[eê]s(?: do brasil| brasileiro)?|portugiesisch",
             "o a os as de do da e em para com um uma que não por se é sua seu no na você está são"},
    Language{"es", "español", "spanish|espa[nñ]h?ol|spanisch|espagnol",
             "el la los las de y en para con un una que no por se es su del al usted está son más"},
    Language{"fr", "français", "french|franc[eê]s|fran[cç]ais|französisch",
             "le la les de et en pour avec un une que ne pas est des du au vous votre sont dans"},
    Language{"de", "Deutsch", "german|alem[aã]o|alem[aá]n|deutsch",
             "der die das und ist für mit ein eine nicht zu den von im auf sie ihr wir sind"},
    Language{"it", "italiano", "italian|italiano",
             "il lo la gli le di e per con un una che non è del della in sono questo suo più"}};

QRegularExpression pattern(const QString &text)
{
    return QRegularExpression(text, QRegularExpression::CaseInsensitiveOption |
                                        QRegularExpression::UseUnicodePropertiesOption);
}

} // namespace

QByteArray languageOf(const QString &text)
{
    static const QRegularExpression notLetters(QStringLiteral("[^\\p{L}]+"));
    const QStringList words = text.left(4000).toLower().split(notLetters, Qt::SkipEmptyParts);
    QByteArray best = "en";
    qsizetype bestHits = 0;
    for (const Language &language : languages) {
        const QStringList common = QString::fromUtf8(language.words).split(QLatin1Char(' '));
        const qsizetype hits =
            std::count_if(words.begin(), words.end(), [&common](const QString &word) { return common.contains(word); });
        if (hits > bestHits) {
            bestHits = hits;
            best = language.code;
        }
    }
    return best;
}

QByteArray languageWanted(const QString &prompt)
{
    static const QRegularExpression coded =
        pattern(QStringLiteral("\\b(?:language|idioma|locale|l[ií]ngua|lang)(?:\\s+(?:and|e|y)\\s+cultur[ae])?\\s*[:=]?"
                               "\\s*[\"']?([a-z]{2})(?:[-_][a-z]{2})?\\b"));
    if (const auto match = coded.match(prompt); match.hasMatch()) {
        const QByteArray code = match.captured(1).toLower().toLatin1();
        for (const Language &language : languages)
            if (code == language.code)
                return code;
    }
    QByteArray wanted;
    qsizetype last = -1;
    for (const Language &language : languages) {
        const QRegularExpression named = pattern(
            QStringLiteral("\\b(?:to|into|in|for|para|em|ao|al|a|en|auf|ins|:)\\s+(?:o\\s+|el\\s+|the\\s+)?(?:%1)\\b")
                .arg(QString::fromUtf8(language.called)));
        // "from English to Spanish, in Spanish": what is named last is what is wanted.
        if (const qsizetype at = prompt.lastIndexOf(named); at > last) {
            last = at;
            wanted = language.code;
        }
    }
    return wanted;
}

QString languageName(const QByteArray &code)
{
    for (const Language &language : languages)
        if (code == language.code)
            return QString::fromUtf8(language.name);
    return QString::fromLatin1(code);
}

} // namespace fornada::sandbox
