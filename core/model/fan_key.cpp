#include "model/fan_key.h"

namespace fornada {

QString fanKeyOf(const QStringList &values)
{
    QStringList parts;
    for (QString value : values)
        parts.append(value.replace(u'%', QLatin1String("%25")).replace(u'/', QLatin1String("%2F")));
    return parts.join(u'/');
}

QStringList fanValues(QStringView key)
{
    QStringList values;
    if (key.isEmpty())
        return values;
    for (const QStringView part : key.split(u'/'))
        values.append(part.toString()
                          .replace(QLatin1String("%2F"), QLatin1String("/"))
                          .replace(QLatin1String("%25"), QLatin1String("%")));
    return values;
}

bool isSameFan(QStringView a, QStringView b)
{
    const QStringView shorter = a.size() <= b.size() ? a : b;
    const QStringView longer = a.size() <= b.size() ? b : a;
    if (shorter.isEmpty())
        return true;
    return longer.startsWith(shorter) && (longer.size() == shorter.size() || longer[shorter.size()] == u'/');
}

} // namespace fornada
