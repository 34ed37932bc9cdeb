#include "intake/field_mapping.h"

#include <QSet>

namespace fornada {

namespace {

QStringList wordsOf(const QString &name)
{
    QStringList words(QString{});
    QChar before;
    for (const QChar c : name.normalized(QString::NormalizationForm_D)) {
        if (c.category() == QChar::Mark_NonSpacing)
            continue;
        const bool humped = c.isUpper() && before.isLower();
        if ((!c.isLetterOrNumber() || humped) && !words.last().isEmpty())
            words.append(QString());
        if (c.isLetterOrNumber())
            words.last().append(c.toLower());
        before = c;
    }
    words.removeAll(QString());
    return words;
}

// What sheets in Portuguese call the things that recipes are about; without accents.
QString inEnglish(const QString &word)
{
    static const QHash<QString, QString> words{{QStringLiteral("ambiente"), QStringLiteral("room")},
                                               {QStringLiteral("arquivo"), QStringLiteral("file")},
                                               {QStringLiteral("cargo"), QStringLiteral("role")},
                                               {QStringLiteral("cliente"), QStringLiteral("client")},
                                               {QStringLiteral("codigo"), QStringLiteral("code")},
                                               {QStringLiteral("comodo"), QStringLiteral("room")},
                                               {QStringLiteral("cor"), QStringLiteral("color")},
                                               {QStringLiteral("descricao"), QStringLiteral("description")},
                                               {QStringLiteral("estilo"), QStringLiteral("style")},
                                               {QStringLiteral("foto"), QStringLiteral("photo")},
                                               {QStringLiteral("funcao"), QStringLiteral("role")},
                                               {QStringLiteral("idade"), QStringLiteral("age")},
                                               {QStringLiteral("idioma"), QStringLiteral("language")},
                                               {QStringLiteral("imagem"), QStringLiteral("image")},
                                               {QStringLiteral("imovel"), QStringLiteral("property")},
                                               {QStringLiteral("lingua"), QStringLiteral("language")},
                                               {QStringLiteral("nome"), QStringLiteral("name")},
                                               {QStringLiteral("roteiro"), QStringLiteral("script")},
                                               {QStringLiteral("texto"), QStringLiteral("text")},
                                               {QStringLiteral("titulo"), QStringLiteral("title")},
                                               {QStringLiteral("voz"), QStringLiteral("voice")}};
    return words.value(word, word);
}

QStringList englishWordsOf(const QString &name)
{
    QStringList words = wordsOf(name);
    for (QString &word : words)
        word = inEnglish(word);
    return words;
}

bool holds(const QStringList &words, const QStringList &part)
{
    return !part.isEmpty() &&
           std::all_of(part.cbegin(), part.cend(), [&words](const QString &word) { return words.contains(word); });
}

// The only column, among those nobody has yet, that fits.
template<class Fits>
QString onlyOne(const QStringList &columns, const QSet<QString> &taken, Fits fits)
{
    QString found;
    for (const QString &column : columns) {
        if (taken.contains(column) || !fits(column))
            continue;
        if (!found.isEmpty())
            return {};
        found = column;
    }
    return found;
}

} // namespace

FieldMapping fieldMappingFrom(const QJsonObject &json)
{
    FieldMapping mapping;
    for (auto it = json.begin(); it != json.end(); ++it)
        mapping.insert(it.key(), it.value().toString());
    return mapping;
}

QJsonObject mappedFields(QJsonObject fields, const FieldMapping &mapping)
{
    const QJsonObject given = fields;
    for (auto it = mapping.cbegin(); it != mapping.cend(); ++it)
        fields.insert(it.key(), given.value(it.value()));
    return fields;
}

FieldMapping guessMapping(const QStringList &fields, const QStringList &columns)
{
    FieldMapping mapping;
    QSet<QString> taken;
    const auto pass = [&](auto fits) {
        for (const QString &field : fields) {
            if (mapping.contains(field))
                continue;
            const QString column =
                onlyOne(columns, taken, [&](const QString &candidate) { return fits(field, candidate); });
            if (column.isEmpty())
                continue;
            mapping.insert(field, column);
            taken.insert(column);
        }
    };
    pass([](const QString &field, const QString &column) { return field == column; });
    pass([](const QString &field, const QString &column) {
        return wordsOf(field).join(u' ') == wordsOf(column).join(u' ');
    });
    pass([](const QString &field, const QString &column) {
        return wordsOf(field).join(QString()) == wordsOf(column).join(QString());
    });
    pass([](const QString &field, const QString &column) { return wordsOf(field) == englishWordsOf(column); });
    pass([](const QString &field, const QString &column) {
        const QStringList a = wordsOf(field), b = wordsOf(column);
        return holds(a, b) || holds(b, a);
    });
    pass([](const QString &field, const QString &column) {
        const QStringList a = wordsOf(field), b = englishWordsOf(column);
        return holds(a, b) || holds(b, a);
    });
    return mapping;
}

} // namespace fornada
