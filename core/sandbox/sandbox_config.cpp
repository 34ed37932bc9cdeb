#include "sandbox/sandbox_config.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTimeZone>

#include <cmath>

namespace fornada {

namespace {

constexpr double maxSeconds = 30.0 * 24 * 3600;

// Walks one JSON object, remembers the first thing that is wrong, and refuses keys nobody asked for.
class Fields {
public:
    Fields(const QJsonObject &json, QString prefix, std::optional<Error> &error)
        : m_json(json)
        , m_prefix(std::move(prefix))
        , m_error(error)
    {}
    ~Fields()
    {
        for (auto it = m_json.begin(); it != m_json.end(); ++it)
            if (!m_seen.contains(it.key()))
                fail(it.key(), QStringLiteral("is not a setting of the sandbox"));
    }
    Q_DISABLE_COPY_MOVE(Fields)

    void fail(const QString &key, const QString &why)
    {
        if (!m_error)
            m_error = Error{ErrorKind::BadArgument, m_prefix + key, why};
    }
    bool has(const char *key)
    {
        m_seen.append(QLatin1String(key));
        return m_json.contains(QLatin1String(key));
    }
    QJsonValue at(const char *key) const { return m_json.value(QLatin1String(key)); }

    void number(const char *key, double min, double max, double &target)
    {
        if (!has(key))
            return;
        const QJsonValue value = at(key);
        if (!value.isDouble() || !(value.toDouble() >= min) || !(value.toDouble() <= max))
            return fail(QLatin1String(key), QStringLiteral("is a number from %1 to %2").arg(min).arg(max));
        target = value.toDouble();
    }
    template<class Int>
    void integer(const char *key, double min, double max, Int &target)
    {
        double number = double(target);
        this->number(key, min, max, number);
        if (number != std::floor(number))
            return fail(QLatin1String(key), QStringLiteral("is a whole number"));
        target = Int(number);
    }
    void seconds(const char *key, Micros &target)
    {
        double number = double(target.count()) / 1e6;
        this->number(key, 0, maxSeconds, number);
        target = Micros(std::llround(number * 1e6));
    }
    void yesNo(const char *key, bool &target)
    {
        if (!has(key))
            return;
        if (!at(key).isBool())
            return fail(QLatin1String(key), QStringLiteral("is true or false"));
        target = at(key).toBool();
    }
    void text(const char *key, QString &target)
    {
        if (!has(key))
            return;
        if (!at(key).isString())
            return fail(QLatin1String(key), QStringLiteral("is a text"));
        target = at(key).toString();
    }
    std::optional<QJsonObject> object(const char *key)
    {
        if (!has(key))
            return std::nullopt;
        if (!at(key).isObject()) {
            fail(QLatin1String(key), QStringLiteral("is an object"));
            return std::nullopt;
        }
        return at(key).toObject();
    }
    QString path(const char *key) const { return m_prefix + QLatin1String(key) + QLatin1Char('.'); }
    std::optional<Error> &error() { return m_error; }

private:
    const QJsonObject m_json;
    const QString m_prefix;
    std::optional<Error> &m_error;
    QStringList m_seen;
};

double toSeconds(Micros time)
{
    return double(time.count()) / 1e6;
}

QList<Fault> readScript(const QJsonValue &value, const QString &key, Fields &fields)
{
    QStringList names;
    if (value.isString())
        names = value.toString().split(QRegularExpression(QStringLiteral("[;,\\s]+")), Qt::SkipEmptyParts);
    else
        for (const QJsonValue &name : value.toArray())
            names.append(name.toString());
    QList<Fault> script;
    for (const QString &name : std::as_const(names)) {
        const auto fault = fromName<Fault>(name);
        if (!fault) {
            fields.fail(key, QStringLiteral("knows no fault \"%1\"").arg(name));
            return {};
        }
        script.append(*fault);
    }
    return script;
}

QJsonArray scriptJson(const QList<Fault> &script)
{
    QJsonArray names;
    for (const Fault fault : script)
        names.append(toName(fault));
    return names;
}

void readLatency(Fields &parent, SandboxLatency &latency)
{
    const auto json = parent.object("latency");
    if (!json)
        return;
    Fields fields(*json, parent.path("latency"), parent.error());
    QString kind = toName(latency.kind);
    fields.text("kind", kind);
    if (const auto known = fromName<LatencyKind>(kind))
        latency.kind = *known;
    else
        fields.fail(QStringLiteral("kind"), QStringLiteral("is fixed, uniform or lognormal"));
    fields.seconds("fixed", latency.fixed);
    fields.seconds("min", latency.min);
    fields.seconds("max", latency.max);
    fields.seconds("median", latency.median);
    fields.number("sigma", 0, 5, latency.sigma);
    if (latency.kind == LatencyKind::Uniform && latency.max < latency.min)
        fields.fail(QStringLiteral("max"), QStringLiteral("is not below min"));
}

TrueLimits readLimits(const QJsonObject &json, const QString &prefix, std::optional<Error> &error)
{
    TrueLimits limits;
    Fields fields(json, prefix, error);
    if (const auto window = fields.object("window")) {
        limits.window.emplace();
        Fields inner(*window, fields.path("window"), error);
        inner.integer("count", 1, 1e9, limits.window->count);
        inner.seconds("period", limits.window->period);
        if (limits.window->period <= Micros(0))
            inner.fail(QStringLiteral("period"), QStringLiteral("is more than 0"));
    }
    if (const auto pace = fields.object("pace")) {
        limits.pace.emplace();
        Fields inner(*pace, fields.path("pace"), error);
        inner.integer("count", 1, 1e6, limits.pace->count);
        inner.seconds("period", limits.pace->period);
        inner.integer("burst", 1, 1e6, limits.pace->burst);
        if (limits.pace->period <= Micros(0))
            inner.fail(QStringLiteral("period"), QStringLiteral("is more than 0"));
    }
    if (const auto cap = fields.object("dailyCap")) {
        limits.dailyCap.emplace();
        Fields inner(*cap, fields.path("dailyCap"), error);
        inner.integer("count", 1, 1e9, limits.dailyCap->count);
        QString zone = QString::fromLatin1(limits.dailyCap->zone);
        inner.text("zone", zone);
        limits.dailyCap->zone = zone.toLatin1();
        if (!QTimeZone::isTimeZoneIdAvailable(limits.dailyCap->zone))
            inner.fail(QStringLiteral("zone"), QStringLiteral("is the name of a time zone"));
    }
    if (fields.has("concurrency")) {
        limits.concurrency = 1;
        fields.integer("concurrency", 1, 1e6, *limits.concurrency);
    }
    return limits;
}

QJsonObject limitsJson(const TrueLimits &limits)
{
    QJsonObject json;
    if (limits.window)
        json.insert(QStringLiteral("window"),
                    QJsonObject{{QStringLiteral("count"), limits.window->count},
                                {QStringLiteral("period"), toSeconds(limits.window->period)}});
    if (limits.pace)
        json.insert(QStringLiteral("pace"), QJsonObject{{QStringLiteral("count"), limits.pace->count},
                                                        {QStringLiteral("period"), toSeconds(limits.pace->period)},
                                                        {QStringLiteral("burst"), limits.pace->burst}});
    if (limits.dailyCap)
        json.insert(QStringLiteral("dailyCap"),
                    QJsonObject{{QStringLiteral("count"), limits.dailyCap->count},
                                {QStringLiteral("zone"), QString::fromLatin1(limits.dailyCap->zone)}});
    if (limits.concurrency)
        json.insert(QStringLiteral("concurrency"), *limits.concurrency);
    return json;
}

void readFaults(Fields &fields, SandboxConfig &config)
{
    if (fields.has("script"))
        config.script = readScript(fields.at("script"), QStringLiteral("script"), fields);
    if (const auto scripts = fields.object("jobScripts")) {
        config.jobScripts.clear();
        for (auto it = scripts->begin(); it != scripts->end(); ++it)
            config.jobScripts.insert(it.key(),
                                     readScript(it.value(), QStringLiteral("jobScripts.") + it.key(), fields));
    }
    if (const auto mix = fields.object("mix")) {
        config.mix.clear();
        double sum = 0;
        for (auto it = mix->begin(); it != mix->end(); ++it) {
            const auto fault = fromName<Fault>(it.key());
            const double part = it.value().toDouble(-1);
            if (!fault || part < 0)
                return fields.fail(QStringLiteral("mix.") + it.key(),
                                   QStringLiteral("is the name of a fault with its probability"));
            config.mix.insert(*fault, part);
            sum += part;
        }
        if (sum > 1.0 + 1e-9)
            fields.fail(QStringLiteral("mix"), QStringLiteral("adds up to more than 1"));
    }
    if (const auto billed = fields.object("billed")) {
        config.billed.clear();
        for (auto it = billed->begin(); it != billed->end(); ++it) {
            const auto fault = fromName<Fault>(it.key());
            if (!fault || !it.value().isBool())
                return fields.fail(QStringLiteral("billed.") + it.key(),
                                   QStringLiteral("is the name of a fault with true or false"));
            config.billed.insert(*fault, it.value().toBool());
        }
    }
}

void readStatuses(Fields &fields, QList<int> &statuses)
{
    if (!fields.has("fileStatuses"))
        return;
    statuses.clear();
    const QJsonArray given = fields.at("fileStatuses").toArray();
    for (const QJsonValue &value : given) {
        const int status = value.toInt();
        if (status < 200 || status > 599)
            return fields.fail(QStringLiteral("fileStatuses"), QStringLiteral("is a list of HTTP status numbers"));
        statuses.append(status);
    }
}

void readPrices(Fields &fields, SandboxConfig &config)
{
    const auto prices = fields.object("prices");
    if (!prices)
        return;
    config.prices.clear();
    for (auto it = prices->begin(); it != prices->end(); ++it) {
        const double micros = it.value().toDouble(-1);
        if (micros < 0 || micros > 1e12 || micros != std::floor(micros))
            return fields.fail(QStringLiteral("prices.") + it.key(), QStringLiteral("is a number of micros"));
        config.prices.insert(it.key(), qint64(micros));
    }
}

} // namespace

QMap<QString, qint64> SandboxConfig::defaultPrices()
{
    return {{QStringLiteral("image"), 40'000},  {QStringLiteral("editImage"), 40'000},
            {QStringLiteral("text"), 2'000},    {QStringLiteral("json"), 2'000},
            {QStringLiteral("speech"), 15'000}, {QStringLiteral("transcription"), 6'000},
            {QStringLiteral("message"), 5'000}, {QStringLiteral("httpCall"), 1'000}};
}

qint64 SandboxConfig::price(const QString &operation, const QString &model) const
{
    const auto exact = prices.constFind(operation + QLatin1Char('/') + model);
    return exact != prices.cend() ? *exact : prices.value(operation, 0);
}

bool SandboxConfig::isBilled(Fault fault) const
{
    return billed.value(fault, isBilledByDefault(fault));
}

QJsonObject toJson(const SandboxConfig &config)
{
    QJsonObject jobScripts;
    for (auto it = config.jobScripts.begin(); it != config.jobScripts.end(); ++it)
        jobScripts.insert(it.key(), scriptJson(it.value()));
    QJsonObject mix;
    for (auto it = config.mix.begin(); it != config.mix.end(); ++it)
        mix.insert(toName(it.key()), it.value());
    QJsonObject billed;
    for (auto it = config.billed.begin(); it != config.billed.end(); ++it)
        billed.insert(toName(it.key()), it.value());
    QJsonObject prices;
    for (auto it = config.prices.begin(); it != config.prices.end(); ++it)
        prices.insert(it.key(), it.value());
    QJsonObject modelLimits;
    for (auto it = config.modelLimits.begin(); it != config.modelLimits.end(); ++it)
        modelLimits.insert(it.key(), limitsJson(it.value()));
    QJsonArray fileStatuses;
    for (const int status : config.fileStatuses)
        fileStatuses.append(status);
    const SandboxLatency &latency = config.latency;
    return {{QStringLiteral("port"), config.port},
            {QStringLiteral("seed"), double(config.seed)},
            {QStringLiteral("timeScale"), config.timeScale},
            {QStringLiteral("latency"), QJsonObject{{QStringLiteral("kind"), toName(latency.kind)},
                                                    {QStringLiteral("fixed"), toSeconds(latency.fixed)},
                                                    {QStringLiteral("min"), toSeconds(latency.min)},
                                                    {QStringLiteral("max"), toSeconds(latency.max)},
                                                    {QStringLiteral("median"), toSeconds(latency.median)},
                                                    {QStringLiteral("sigma"), latency.sigma}}},
            {QStringLiteral("jobScripts"), jobScripts},
            {QStringLiteral("script"), scriptJson(config.script)},
            {QStringLiteral("mix"), mix},
            {QStringLiteral("limits"), limitsJson(config.limits)},
            {QStringLiteral("modelLimits"), modelLimits},
            {QStringLiteral("prices"), prices},
            {QStringLiteral("billed"), billed},
            {QStringLiteral("pictureLinks"), config.pictureLinks},
            {QStringLiteral("fileStatuses"), fileStatuses},
            {QStringLiteral("requiredKey"), config.requiredKey},
            {QStringLiteral("maxRequestBytes"), config.maxRequestBytes},
            {QStringLiteral("ledgerKeep"), config.ledgerKeep},
            {QStringLiteral("ledgerFile"), config.ledgerFile}};
}

Result<SandboxConfig> sandboxConfigFromJson(const QJsonObject &json, SandboxConfig base)
{
    std::optional<Error> error;
    SandboxConfig config = std::move(base);
    {
        Fields fields(json, QString(), error);
        fields.integer("port", 0, 65535, config.port);
        fields.integer("seed", 0, double(1LL << 53), config.seed); // what a JSON number holds exactly
        fields.number("timeScale", 1e-3, 1e6, config.timeScale);
        readLatency(fields, config.latency);
        readFaults(fields, config);
        if (const auto limits = fields.object("limits"))
            config.limits = readLimits(*limits, fields.path("limits"), error);
        if (const auto models = fields.object("modelLimits")) {
            config.modelLimits.clear();
            for (auto it = models->begin(); it != models->end(); ++it)
                config.modelLimits.insert(
                    it.key(), readLimits(it.value().toObject(), fields.path("modelLimits") + it.key() + u'.', error));
        }
        readPrices(fields, config);
        fields.yesNo("pictureLinks", config.pictureLinks);
        readStatuses(fields, config.fileStatuses);
        fields.text("requiredKey", config.requiredKey);
        fields.integer("maxRequestBytes", 1024, double(1LL << 30), config.maxRequestBytes);
        fields.integer("ledgerKeep", 0, 1e7, config.ledgerKeep);
        fields.text("ledgerFile", config.ledgerFile);
    }
    if (error)
        return *error;
    return config;
}

} // namespace fornada
