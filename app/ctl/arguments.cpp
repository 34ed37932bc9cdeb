#include "ctl/arguments.h"

#include <QSet>

namespace fornada {

namespace {

// Options that take no value; --free may have one (--free=no).
const QSet<QString> &switches()
{
    static const QSet<QString> names = {
        QStringLiteral("json"),       QStringLiteral("start"),
        QStringLiteral("until-idle"), QStringLiteral("stop-now"),
        QStringLiteral("resend"),     QStringLiteral("charged"),
        QStringLiteral("give-up"),    QStringLiteral("help"),
        QStringLiteral("free"),       QStringLiteral("version"),
        QStringLiteral("keep"),       QStringLiteral("quiet"),
        QStringLiteral("for-good"),   QStringLiteral("sidecars"),
        QStringLiteral("only-new"),   QStringLiteral("compare-pictures"),
        QStringLiteral("look"),       QStringLiteral("stale"),
        QStringLiteral("prompts"),    QStringLiteral("retry"),
        QStringLiteral("items"),
    };
    return names;
}

} // namespace

Arguments Arguments::parse(const QStringList &raw)
{
    Arguments parsed;
    bool onlyWords = false;
    for (qsizetype i = 0; i < raw.size(); ++i) {
        const QString &item = raw.at(i);
        if (onlyWords || !item.startsWith(QLatin1String("--"))) {
            parsed.m_words.append(item);
            continue;
        }
        if (item.size() == 2) {
            onlyWords = true;
            continue;
        }
        const qsizetype equals = item.indexOf(QLatin1Char('='));
        const QString name = item.mid(2, equals < 0 ? -1 : equals - 2);
        if (equals >= 0 && switches().contains(name) && name != QLatin1String("free"))
            parsed.m_needlessValue = name;
        if (equals >= 0)
            parsed.m_options[name].append(item.mid(equals + 1));
        else if (switches().contains(name))
            parsed.m_options[name].append(QString());
        else if (i + 1 < raw.size())
            parsed.m_options[name].append(raw.at(++i));
        else
            parsed.m_missingValue = name;
    }
    return parsed;
}

QString Arguments::value(const QString &option, const QString &fallback) const
{
    const auto it = m_options.constFind(option);
    return it == m_options.cend() || it->isEmpty() ? fallback : it->last();
}

} // namespace fornada
