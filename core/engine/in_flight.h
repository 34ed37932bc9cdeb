#pragma once

#include "engine/request_builder.h"
#include "net/transport.h"

#include <optional>

namespace fornada {

// An attempt between its claim and its settlement, as the runtime knows it.
struct InFlight {
    Job job;
    Ask ask;            // without its files once it is sent
    QString resultPath; // wish for its files, without extension
    ProviderKind kind = ProviderKind::Sandbox;
    BuiltRequest request; // emptied when it is sent
    std::optional<Wall> sent, received;
    std::optional<WireAnswer> answer; // until it is digested
    CacheNote cache;
    QList<ResultItem> results;
    QJsonObject usage;
};

} // namespace fornada
