#pragma once

#include "engine/request_builder.h"
#include "net/transport.h"

#include <functional>
#include <optional>

namespace fornada {

// Where an answer that is too large for the database is kept until it is settled.
inline QString spoolPath(const QString &folder, AttemptId attempt)
{
    return folder + QStringLiteral("/%1.raw").arg(attempt.value);
}

// An attempt between its claim and its settlement, as the runtime knows it.
struct InFlight {
    Job job;
    Ask ask;            // without its files once it is sent
    QString resultPath; // wish for its files, without extension
    ProviderKind kind = ProviderKind::Sandbox;
    BuiltRequest request; // emptied when it is sent
    std::optional<Wall> sent, received;
    Boot sentBoot = {};               // the same moment as sent
    std::optional<WireAnswer> answer; // until it is digested
    bool aborted = false;             // by our word: what does not come then says nothing about the provider
    bool spooled = false;             // it has, or may have, a file of its own until it is settled
    CacheNote cache;
    QList<ResultItem> results;
    QJsonObject usage;
};

// Files of settled results on their way to their final names, and what follows.
struct Publishing {
    struct Move {
        int index;
        QString extension, path;
    };
    AttemptId by;
    QList<Move> moves;
    QString spool; // is not needed any more then
    std::function<void()> then;
};

// What an answer means, and its results.
struct Digesting {
    Digest digest;
    QList<ResultItem> results;
    std::optional<Error> fault; // the disk would not take a result
};

} // namespace fornada
