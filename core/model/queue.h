#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/money.h"
#include "model/limit_config.h"

#include <QMap>
#include <QString>
#include <QUrl>

#include <optional>

namespace fornada {

// A named lane that jobs wait in.
struct Queue {
    QueueId id;
    QString name;      // unique
    AccountId account; // where its jobs go unless the batch names another account
    LimitSet limits;
    RetryPolicy retry;
    Micros deadline = std::chrono::seconds(180); // hard limit of one request
    std::optional<int> alertAt;                  // people are told when more jobs than these wait
    bool paused = false;
};

enum class ProviderKind { Sandbox, Gemini, OpenAi, Worker };
FORNADA_ENUM_NAMES(ProviderKind, QLatin1String("sandbox"), QLatin1String("gemini"), QLatin1String("openai"),
                   QLatin1String("worker"));

// Where requests go. The credential itself is never here, only how to find it.
struct Account {
    AccountId id;
    QString name; // unique
    ProviderKind kind = ProviderKind::Sandbox;
    QUrl url;          // base address; empty for the embedded sandbox
    QString keyEnv;    // environment variable that holds the key; empty: keychain, or no key needed
    bool free = false; // nothing costs money here: lost requests are re-sent
    bool allowPrivateAddresses = false;
    LimitSet limits;
    QMap<QString, LimitSet> modelLimits;
    std::optional<Money> dayBudget;
    bool paused = false;
};

} // namespace fornada
