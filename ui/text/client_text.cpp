#include "text/client_text.h"

#include "text/state_text.h"

#include <QCoreApplication>

namespace fornada {

QString spentText(const Client &client, const Totals &totals, const Formats &formats)
{
    const QString spent = moneyText(totals.counted(), formats);
    return client.budget
               ? QCoreApplication::translate("text", "%1 of %2", "money").arg(spent, moneyText(*client.budget, formats))
               : spent;
}

QString creditsText(const Client &client, const Formats &formats)
{
    if (client.credits.isEmpty())
        return QCoreApplication::translate("text", "not limited");
    QStringList parts;
    for (auto it = client.credits.cbegin(); it != client.credits.cend(); ++it)
        parts.append(QStringLiteral("%1: %2")
                         .arg(operationName(it.key()), countText(it.value(), formats))
                         .replace(u' ', QChar::Nbsp)); // a line ends between two kinds
    return parts.join(QStringLiteral(" · "));
}

} // namespace fornada
