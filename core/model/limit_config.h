#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace fornada {

// "60 a minute, bucket 10": a steady rate that may burst. count per period, at most burst at once.
struct PaceConfig {
    int count = 60;
    Micros period = std::chrono::minutes(1);
    int burst = 1;
    double reserve = 0.0; // part of the bucket kept in hand for network jitter (0.1 to 0.3 on real networks)
    friend bool operator==(const PaceConfig &, const PaceConfig &) = default;
};

// "60 in any minute": never more than count in any period, whenever it starts.
struct WindowConfig {
    qint64 count = 60; // requests, or tokens for a weighted window
    Micros period = std::chrono::minutes(1);
    std::optional<Micros> margin = {}; // default min(0.5% of period, 300 ms)
    friend bool operator==(const WindowConfig &, const WindowConfig &) = default;
};

// "15 a day", the day turning at midnight of an IANA zone.
struct DailyCapConfig {
    int count = 15;
    QByteArray zone = "America/Los_Angeles";
    friend bool operator==(const DailyCapConfig &, const DailyCapConfig &) = default;
};

// Open on some weekdays (1 Monday .. 7 Sunday) from a local time to another; from > to spans midnight.
struct OpenHoursRule {
    QList<int> weekdays = {1, 2, 3, 4, 5, 6, 7};
    std::chrono::minutes from{0};
    std::chrono::minutes to{24 * 60};
    friend bool operator==(const OpenHoursRule &, const OpenHoursRule &) = default;
};
struct OpenHoursConfig {
    QList<OpenHoursRule> rules;
    QByteArray zone = "UTC";
    friend bool operator==(const OpenHoursConfig &, const OpenHoursConfig &) = default;
};

// All limits of one scope (a queue, an account, or one model of an account). Absent means no such limit.
struct LimitSet {
    std::optional<PaceConfig> pace;
    std::optional<Micros> minimumGap;
    std::optional<WindowConfig> window;      // requests
    std::optional<WindowConfig> tokenWindow; // weighted
    std::optional<DailyCapConfig> dailyCap;
    std::optional<int> concurrency;
    std::optional<int> rowConcurrency; // at once for one row
    std::optional<OpenHoursConfig> openHours;
    bool adaptive = true;     // slow down after a 429 and recover
    int breakerThreshold = 8; // failures in a row that open the circuit; 0: no breaker
    Micros breakerProbeAfter = std::chrono::seconds(30);
    friend bool operator==(const LimitSet &, const LimitSet &) = default;
};

// Exponential with doublings, then linear (the Cloud Tasks law), capped; times a factor drawn from 1 +- jitter.
struct RetryPolicy {
    int maxAttempts = 3; // including the first
    Micros minBackoff = std::chrono::seconds(10);
    Micros maxBackoff = std::chrono::seconds(300);
    int maxDoublings = 3;
    double jitter = 0.1;                 // 0: exact waits
    int maxNoOutput = 2;                 // attempts that may end with nothing usable
    std::optional<Micros> ageLimit = {}; // from the first attempt, time behind a closed gate not counted
    friend bool operator==(const RetryPolicy &, const RetryPolicy &) = default;
};

// JSON form, used in the database, in `queue set k=v` and in presets:
//   {"pace":{"count":60,"period":60,"burst":10},"window":{"count":60,"period":60},"dailyCap":{"count":15,
//    "zone":"America/Los_Angeles"},"minimumGap":120,"concurrency":10,"rowConcurrency":3,"openHours":{...}, ...}
// Durations are seconds (may be fractional). Unknown keys, wrong types and impossible values are errors that name the
// key.
QJsonObject toJson(const LimitSet &limits);
Result<LimitSet> limitSetFromJson(const QJsonObject &json);
QJsonObject toJson(const RetryPolicy &policy);
Result<RetryPolicy> retryPolicyFromJson(const QJsonObject &json);

} // namespace fornada
