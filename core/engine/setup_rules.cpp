#include "engine/setup_rules.h"

#include "base/money.h"
#include "results/write_back.h"

#include <QDir>

namespace fornada {

namespace {

constexpr int kMostDays = 36'500;

Error bad(const QString &name, const QString &why)
{
    return {ErrorKind::BadArgument, name, why};
}

bool isAmount(const QString &value)
{
    const auto money = moneyFromDecimal(value);
    return money && money->micros >= 0;
}

} // namespace

Result<QUrl> addressFrom(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool http = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !http || url.host().isEmpty() || !url.userInfo().isEmpty())
        return Error{ErrorKind::BadUrl, text, {}};
    return url;
}

Status checkSetting(const QString &name, const QString &value)
{
    if (name == QLatin1String("dayBudget") || name == QLatin1String("resendPerJob")) {
        if (!value.isEmpty() && !isAmount(value))
            return bad(name, QStringLiteral("is not an amount like 5.00"));
    } else if (name == QLatin1String("resendPart")) {
        bool ok = false;
        const double part = value.toDouble(&ok);
        if (!value.isEmpty() && (!ok || part < 0 || part > 1))
            return bad(name, QStringLiteral("is a part from 0 to 1"));
    } else if (name == QLatin1String("keepRawDays") || name == QLatin1String("keepEventsDays") ||
               name == QLatin1String("keepBatchesDays")) {
        bool ok = false;
        const int days = value.toInt(&ok);
        if (!value.isEmpty() && (!ok || days < 1 || days > kMostDays))
            return bad(name, QStringLiteral("is a number of days, or empty for never"));
    }
    return {};
}

Result<QJsonObject> writeBackFrom(const QJsonObject &wanted)
{
    if (wanted.isEmpty())
        return QJsonObject();
    const auto order = writeBackOrder(wanted);
    if (!order)
        return order.error();
    if (!QDir::isAbsolutePath(order->database))
        return bad(QStringLiteral("writeBack"), QStringLiteral("needs the file's whole path"));
    return toJson(*order);
}

Status knowsStep(const QList<Step> &steps, const QString &step)
{
    const auto isIt = [&step](const Step &one) { return one.id == step; };
    if (!step.isEmpty() && std::none_of(steps.begin(), steps.end(), isIt))
        return bad(QStringLiteral("step"), QStringLiteral("there is no step '%1'").arg(step));
    if (step.isEmpty() && steps.size() > 1)
        return bad(QStringLiteral("step"),
                   QStringLiteral("the recipe has several: say which one's results are written"));
    return {};
}

QJsonObject overlaid(QJsonObject base, const QJsonObject &changes)
{
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.value().isNull())
            base.remove(it.key());
        else
            base.insert(it.key(), it.value());
    }
    return base;
}

} // namespace fornada
