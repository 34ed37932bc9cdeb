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
    bool spooled = false;             // it has, or may have, a file of its own until it is settled
    CacheNote cache;
    QList<ResultItem> results;
    QJsonObject usage;
};

// What an answer means, and its results.
struct Digesting {
    Digest digest;
    QList<ResultItem> results;
    std::optional<Error> fault; // the disk would not take a result
};

} // namespace fornada
