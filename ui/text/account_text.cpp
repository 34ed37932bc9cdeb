#include "text/account_text.h"

#include "text/detail_text.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace fornada {

QString testText(const QJsonObject &result, const Formats &formats)
{
    const QString outcome = result.value(QLatin1String("result")).toString();
    const int status = result.value(QLatin1String("status")).toInt();
    if (outcome == QLatin1String("ok")) {
        const QString time = durationText(std::chrono::milliseconds(result.value(QLatin1String("ms")).toInteger()));
        if (!result.contains(QLatin1String("models")))
            return QCoreApplication::translate("text", "Answers: %1").arg(time);
        const qint64 models = result.value(QLatin1String("models")).toArray().size();
        return oneOrMany(QT_TRANSLATE_NOOP("text", "Works: 1 model, %1"),
                         QT_TRANSLATE_N_NOOP("text", "Works: %Ln models, %1"), models)
            .arg(time);
    }
    if (outcome == QLatin1String("keyRefused"))
        return QCoreApplication::translate("text", "The key was refused (%1). Check that it is whole, still valid and "
                                                   "for this provider.")
            .arg(status);
    if (outcome == QLatin1String("unreachable")) {
        const QString detail =
            detailText({ErrorKind::Unreachable, {}, result.value(QLatin1String("detail")).toString()});
        const QString text = QCoreApplication::translate("text", "Nobody answers at this address");
        return (detail.isEmpty() ? text : text + QStringLiteral(" (%1)").arg(detail)) + QStringLiteral(". ") +
               QCoreApplication::translate("text", "Check the address and the network.");
    }
    return QCoreApplication::translate("text",
                                       "Somebody answers, but not as this provider does (%1). Check the address.")
        .arg(formats.locale.toString(status));
}

QString modelsText(const QJsonObject &result)
{
    constexpr qsizetype kMostNamed = 12;
    QStringList names;
    for (const QJsonValue &model : result.value(QLatin1String("models")).toArray())
        names.append(model.toString().simplified());
    if (names.isEmpty())
        return {};
    const int more = int(names.size() - kMostNamed);
    const QString text = QCoreApplication::translate("text", "Models: %1").arg(names.mid(0, kMostNamed).join(u", "));
    return more > 0 ? text + QCoreApplication::translate("text", " and %Ln more", nullptr, more) : text;
}

} // namespace fornada
