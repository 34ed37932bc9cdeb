#pragma once

#include "base/result.h"
#include "model/limit_config.h"
#include "sandbox/fault.h"

#include <QJsonObject>
#include <QList>
#include <QMap>

namespace fornada {

enum class LatencyKind { Fixed, Uniform, LogNormal };
FORNADA_ENUM_NAMES(LatencyKind, QLatin1String("fixed"), QLatin1String("uniform"), QLatin1String("lognormal"));

// How long an answer takes, counted from the arrival of the whole request.
struct SandboxLatency {
    LatencyKind kind = LatencyKind::Fixed;
    Micros fixed{0};
    Micros min{0};
    Micros max{0};
    Micros median{0};
    double sigma = 0.5; // of the logarithm
    friend bool operator==(const SandboxLatency &, const SandboxLatency &) = default;
};

// Limits the sandbox itself holds its clients to. Absent means no such limit.
struct TrueLimits {
    std::optional<WindowConfig> window; // exact: "count in any period", the margin is not used
    std::optional<PaceConfig> pace;     // token bucket; the reserve is not used
    std::optional<DailyCapConfig> dailyCap;
    std::optional<int> concurrency;
    friend bool operator==(const TrueLimits &, const TrueLimits &) = default;
};

// Everything about a sandbox that can be set; a value.
struct SandboxConfig {
    quint16 port = 0; // 0: any free one
    quint64 seed = 1;
    // Latency and the window and pace limits run this many times faster than the clock; days follow the wall clock.
    double timeScale = 1.0;
    SandboxLatency latency;

    // Which fault a request gets: its job's own script first, then the script, then chance.
    QMap<QString, QList<Fault>> jobScripts; // by X-Fornada-Job, else by the idempotency key
    QList<Fault> script;                    // in order of arrival
    QMap<Fault, double> mix;                // probabilities; the rest is ok

    TrueLimits limits;
    QMap<QString, TrueLimits> modelLimits; // on top of limits

    bool pictureLinks = false;    // the OpenAI dialect answers with addresses of pictures, as many servers do
    QList<int> fileStatuses = {}; // of the first requests for files; 302 leads on to another file
    QMap<QString, qint64> prices = defaultPrices();
    QMap<Fault, bool> billed; // where it differs from isBilledByDefault

    QString requiredKey; // empty: any key will do, and none
    qint64 maxRequestBytes = 64 << 20;
    int ledgerKeep = 100'000; // entries in memory; totals stay exact beyond
    QString ledgerFile;       // JSON lines appended; empty: none

    static QMap<QString, qint64> defaultPrices(); // micros by "operation" or "operation/model"
    qint64 price(const QString &operation, const QString &model) const;
    bool isBilled(Fault fault) const;
    friend bool operator==(const SandboxConfig &, const SandboxConfig &) = default;
};

// Durations in JSON are seconds (may be fractional). A script is a list of fault names or "ok;429minute;ok".
QJsonObject toJson(const SandboxConfig &config);
// Keys that are present replace those of base. Unknown keys and impossible values are errors that name the key.
Result<SandboxConfig> sandboxConfigFromJson(const QJsonObject &json, SandboxConfig base = {});

} // namespace fornada
