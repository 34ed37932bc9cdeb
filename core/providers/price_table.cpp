#include "providers/price_table.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

#include <utility>

namespace fornada {

namespace {

QString keyOf(ProviderKind kind, const QString &model)
{
    return toName(kind) + u'/' + model;
}

Error badPrice(const QString &where, const QString &why)
{
    return {ErrorKind::BadFormat, QStringLiteral("prices"), QStringLiteral("%1: %2").arg(where, why)};
}

// A field of an entry, or what is wrong with it.
template<class T>
Status take(const QJsonObject &entry, const char *name, std::optional<T> &to, std::optional<T> (*read)(const QString &))
{
    const QJsonValue value = entry.value(QLatin1String(name));
    if (value.isUndefined())
        return {};
    to = value.isString() ? read(value.toString()) : std::nullopt;
    if (!to)
        return badPrice(QLatin1String(name), QStringLiteral("cannot be read"));
    return {};
}

std::optional<Money> readMoney(const QString &text)
{
    const auto money = moneyFromDecimal(text);
    return money && *money >= Money{} ? money : std::nullopt;
}

std::optional<QDate> readDate(const QString &text)
{
    const QDate date = QDate::fromString(text, Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

Status takeTokenPrices(const QJsonObject &entry, ModelPrice &price)
{
    const std::pair<const char *, std::optional<Money> ModelPrice::*> fields[] = {
        {"input", &ModelPrice::input},
        {"cachedInput", &ModelPrice::cachedInput},
        {"imageInput", &ModelPrice::imageInput},
        {"audioInput", &ModelPrice::audioInput},
        {"output", &ModelPrice::output},
        {"imageOutput", &ModelPrice::imageOutput},
        {"audioOutput", &ModelPrice::audioOutput},
        {"millionCharacters", &ModelPrice::millionCharacters},
        {"minute", &ModelPrice::minute},
        {"request", &ModelPrice::request},
    };
    for (const auto &[name, member] : fields) {
        if (const Status taken = take(entry, name, price.*member, readMoney); !taken)
            return taken;
    }
    return {};
}

Status takePictures(const QJsonObject &entry, QLatin1String name, QMap<QString, Money> &to)
{
    const QJsonObject pictures = entry.value(name).toObject();
    for (auto it = pictures.begin(); it != pictures.end(); ++it) {
        const auto money = readMoney(it.value().toString());
        if (!money)
            return badPrice(name + u'.' + it.key(), QStringLiteral("cannot be read"));
        to.insert(it.key(), *money);
    }
    return {};
}

Status refuseUnknownKeys(const QJsonObject &entry)
{
    static const QSet<QString> known = {
        QStringLiteral("kind"),        QStringLiteral("model"),       QStringLiteral("from"),
        QStringLiteral("until"),       QStringLiteral("asOf"),        QStringLiteral("note"),
        QStringLiteral("input"),       QStringLiteral("cachedInput"), QStringLiteral("imageInput"),
        QStringLiteral("audioInput"),  QStringLiteral("output"),      QStringLiteral("imageOutput"),
        QStringLiteral("audioOutput"), QStringLiteral("minute"),      QStringLiteral("millionCharacters"),
        QStringLiteral("image"),       QStringLiteral("request"),     QStringLiteral("mostOutput"),
        QStringLiteral("usualImage")};
    for (const QString &key : entry.keys()) {
        if (!known.contains(key))
            return badPrice(key, QStringLiteral("is no known field"));
    }
    return {};
}

Result<ModelPrice> priceFrom(const QJsonObject &entry)
{
    if (const Status known = refuseUnknownKeys(entry); !known)
        return known.error();
    ModelPrice price;
    std::optional<QDate> from;
    std::optional<QDate> until;
    for (const auto &[name, date] : {std::pair("from", &from), std::pair("until", &until)}) {
        if (const Status taken = take(entry, name, *date, readDate); !taken)
            return taken.error();
    }
    price.from = from.value_or(QDate());
    price.until = until.value_or(QDate());
    if (from && until && *from >= *until)
        return badPrice(QStringLiteral("until"), QStringLiteral("is not after from"));
    if (const Status taken = takeTokenPrices(entry, price); !taken)
        return taken.error();
    for (const auto &[name, pictures] :
         {std::pair("image", &price.image), std::pair("usualImage", &price.usualImage)}) {
        if (const Status taken = takePictures(entry, QLatin1String(name), *pictures); !taken)
            return taken.error();
    }
    const QJsonValue most = entry.value(QLatin1String("mostOutput"));
    if (!most.isUndefined() && most.toInteger() <= 0)
        return badPrice(QStringLiteral("mostOutput"), QStringLiteral("is no number of tokens"));
    price.mostOutput = most.toInteger(price.mostOutput);
    return price;
}

bool isValidOn(const ModelPrice &price, const QDate &day)
{
    return !(price.from.isValid() && day < price.from) && !(price.until.isValid() && day >= price.until);
}

bool overlap(const ModelPrice &a, const ModelPrice &b)
{
    const bool aEndsFirst = a.until.isValid() && b.from.isValid() && a.until <= b.from;
    const bool bEndsFirst = b.until.isValid() && a.from.isValid() && b.until <= a.from;
    return !aEndsFirst && !bEndsFirst;
}

} // namespace

Result<PriceTable> PriceTable::fromJson(const QByteArray &json)
{
    QJsonParseError parse{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &parse);
    if (!document.isObject())
        return badPrice(QStringLiteral("offset %1").arg(parse.offset), parse.errorString());
    PriceTable table;
    table.m_currency = document.object().value(QLatin1String("currency")).toString();
    for (const QJsonValueConstRef item : document.object().value(QLatin1String("models")).toArray()) {
        const QJsonObject entry = item.toObject();
        const QString model = entry.value(QLatin1String("model")).toString();
        const auto kind = fromName<ProviderKind>(entry.value(QLatin1String("kind")).toString());
        if (!kind || model.isEmpty())
            return badPrice(model, QStringLiteral("needs a known kind and a model"));
        const auto price = priceFrom(entry);
        if (!price)
            return badPrice(model, price.error().detail);
        QList<ModelPrice> &all = table.m_prices[keyOf(*kind, model)];
        for (const ModelPrice &other : std::as_const(all)) {
            if (overlap(other, *price))
                return badPrice(model, QStringLiteral("two prices hold at one time"));
        }
        all.append(*price);
    }
    const QJsonObject defaults = document.object().value(QLatin1String("defaults")).toObject();
    for (auto it = defaults.begin(); it != defaults.end(); ++it) {
        const auto kind = fromName<ProviderKind>(it.key());
        const QJsonObject models = it.value().toObject();
        for (auto model = models.begin(); model != models.end(); ++model) {
            const auto operation = fromName<Operation>(model.key());
            if (!kind || !operation)
                return badPrice(it.key() + u'.' + model.key(), QStringLiteral("is no known kind and operation"));
            table.m_defaults.insert(keyOf(*kind, toName(*operation)), model.value().toString());
        }
    }
    return table;
}

std::optional<ModelPrice> PriceTable::find(ProviderKind kind, const QString &model, Wall when) const
{
    static const QRegularExpression snapshot(QStringLiteral("-(?:\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{3}|latest)$"));
    const QString plain = model.startsWith(u"models/") ? model.mid(7) : model;
    const QDate day = QDateTime::fromMSecsSinceEpoch(toMicros(when) / 1000, Qt::UTC).date();
    for (const QString &name : {plain, QString(plain).remove(snapshot)}) {
        const auto prices = m_prices.value(keyOf(kind, name));
        for (const ModelPrice &price : prices) {
            if (isValidOn(price, day))
                return price;
        }
    }
    return std::nullopt;
}

std::optional<Money> PriceTable::price(ProviderKind kind, const QString &model, const BilledUse &use, Wall when) const
{
    const auto found = find(kind, model, when);
    return found ? priceOf(*found, use) : std::nullopt;
}

std::optional<Money> PriceTable::worstCase(ProviderKind kind, const Ask &ask, Wall when) const
{
    const auto found = find(kind, ask.model, when);
    return found ? worstCaseOf(*found, kind, ask) : std::nullopt;
}

QString PriceTable::defaultModel(ProviderKind kind, Operation operation) const
{
    return m_defaults.value(keyOf(kind, toName(operation)));
}

} // namespace fornada
