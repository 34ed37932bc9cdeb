#include "results/language.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace fornada {

namespace {

constexpr qsizetype kMostLetters = 20'000; // looked at; more of them tell no more
constexpr int kFewestWords = 12;
constexpr double kFewestSmall = 0.12;  // of all words: any text of a language has that many of its small ones
constexpr double kClearlyAhead = 1.35; // of the language that comes second

struct SmallWords {
    QLatin1String language;
    QStringList words;
};

// The words that no text of a language goes without. Some belong to two of them: what decides is the difference.
const QList<SmallWords> &smallWords()
{
    static const auto words = [](const char *text) { return QString::fromUtf8(text).split(u' '); };
    static const QList<SmallWords> all{
        {QLatin1String("en"),
         words("the and of to in is that it for was with as are this be on not by from you have or an they at his her "
               "which we she their but has were been will would there what when who your can all if about into")},
        {QLatin1String("pt"),
         words("o a as e não uma um com para os do da em ao é são mais você seu sua pelo pela isso também mas foi dos "
               "das na no "
               "nas nos que de ou quando muito já está eu ele ela este esta esse essa até sem sobre ser tem era às aos "
               "meu minha depois então assim lhe à")},
        {QLatin1String("es"),
         words("el la los las y en un una con por del se es lo para más pero su sus al como no que de está también "
               "este esta ese esa cuando muy ya hay fue son ser tiene le les mi sin sobre hasta o desde todo nos ni "
               "donde porque así después entonces")},
        {QLatin1String("fr"),
         words("le la les des et un une est dans que qui pour pas ce sur plus avec au aux du de il elle nous vous ils "
               "sont par mais ou son sa ses cette ces être leur était ne se en comme très tout été même aussi où")},
        {QLatin1String("de"),
         words("der die das und ist nicht ein eine zu den von mit sich des auf für im dem es an als auch werden aus er "
               "hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber "
               "vor zur bis ich wir ihr")},
        {QLatin1String("it"),
         words("il lo la gli le e di che è un una per non con del della dei delle nel nella sono si come più ma anche "
               "da al alla ai questo questa quando molto ha ho suo sua loro essere era dal dalla sul sulla o se ci")},
        {QLatin1String("nl"),
         words("de het een en van is dat niet op te zijn voor met die er aan om ook als maar bij uit naar nog dan wat "
               "wordt hij ze door over zo was heeft deze dit hun worden kan geen je ik wij onder tot werd veel")}};
    return all;
}

// A script that one language is written in, more or less.
QString languageOfScript(QChar::Script script)
{
    static const QHash<int, QString> languages{
        {QChar::Script_Cyrillic, QStringLiteral("ru")},   {QChar::Script_Greek, QStringLiteral("el")},
        {QChar::Script_Arabic, QStringLiteral("ar")},     {QChar::Script_Hebrew, QStringLiteral("he")},
        {QChar::Script_Devanagari, QStringLiteral("hi")}, {QChar::Script_Hangul, QStringLiteral("ko")},
        {QChar::Script_Han, QStringLiteral("zh")},        {QChar::Script_Thai, QStringLiteral("th")}};
    return languages.value(script);
}

// By its script, where nearly all of it is in one that is not Latin. Kana make it Japanese, however much Han there is.
QString byScript(QStringView text)
{
    QHash<int, int> letters;
    int all = 0;
    for (const QChar c : text) {
        if (!c.isLetter())
            continue;
        ++all;
        ++letters[c.script()];
    }
    const int kana = letters.value(QChar::Script_Hiragana) + letters.value(QChar::Script_Katakana);
    if (all >= kFewestWords && kana * 10 >= all)
        return QStringLiteral("ja");
    for (auto it = letters.cbegin(); it != letters.cend(); ++it)
        if (all >= kFewestWords && *it * 10 >= all * 8)
            return languageOfScript(QChar::Script(it.key()));
    return {};
}

QStringList wordsOf(QStringView text)
{
    QStringList words;
    QString word;
    for (const QChar c : text) {
        if (c.isLetter() || c.isMark()) {
            word.append(c.toLower());
        } else if (!word.isEmpty()) {
            words.append(std::exchange(word, {}));
        }
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

} // namespace

QString languageOfText(const QString &text)
{
    const QString seen = text.left(kMostLetters).normalized(QString::NormalizationForm_C);
    if (const QString script = byScript(seen); !script.isEmpty())
        return script;
    const QStringList words = wordsOf(seen);
    if (words.size() < kFewestWords)
        return {};
    static const auto languagesOf = [] {
        QHash<QString, QList<qsizetype>> known;
        for (qsizetype i = 0; i < smallWords().size(); ++i)
            for (const QString &word : smallWords().at(i).words)
                known[word].append(i);
        return known;
    }();
    QList<int> hits(smallWords().size(), 0);
    for (const QString &word : words)
        for (const qsizetype language : languagesOf.value(word))
            ++hits[language];
    const auto best = std::max_element(hits.cbegin(), hits.cend());
    int second = 0;
    for (auto it = hits.cbegin(); it != hits.cend(); ++it)
        if (it != best)
            second = std::max(second, *it);
    const bool isClear = *best >= kFewestSmall * double(words.size()) && *best >= kClearlyAhead * second;
    return isClear ? QString(smallWords().at(best - hits.cbegin()).language) : QString();
}

} // namespace fornada
