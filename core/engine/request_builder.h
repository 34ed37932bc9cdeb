#pragma once

#include "base/file_io.h"
#include "model/queue.h"
#include "providers/adapter.h"
#include "recipes/template_cache.h"
#include "store/writes.h"

namespace fornada {

// All values that a request is built from; copied to the pool.
struct RequestPlan {
    JobInput input;
    quint64 asking = 0; // which asking of the scheduler's it answers
    Step step;
    Account account;
    QHash<QString, QStringList> fanNames; // by step of its recipe
    QString queueName;
    QString key;                // credential
    std::optional<Error> noKey; // there is none: the request cannot be built, but its name in the cache is known
    QUrl sandboxUrl;            // where the embedded sandbox listens
    QString resultsFolder;
    QString fetchedFolder;
    QSet<QUrl> fetched; // for this asking, or tried to
    QString idPrefix;   // names this data folder in idempotency keys
    std::optional<ModelPrice> price;
};

struct BuiltJob {
    Ask ask;
    BuiltRequest request;
    QByteArray hash; // of what is asked: its key in the cache
    CacheNote cache;
    Money reserve;
    qint64 tokens = 0;
    QString resultPath; // below the results folder, without extension
};

// What is needed to understand an answer to a request that was sent in an earlier life: no key, no input files. What
// the steps before gave may lie in files.
struct AnswerPlan {
    Ask ask;
    QString resultPath; // empty when its template does not render any more
    CacheNote cache;    // without facts
};
AnswerPlan planAnswer(const RequestPlan &plan, FileIo &files);

// What names the request in the cache, without building it.
Result<QByteArray> requestHash(const RequestPlan &plan, FileIo &files);

// Was the request as it would be made now, in whichever of its samples, asked with this hash?
Result<bool> isAskedAs(const RequestPlan &plan, const QByteArray &hash, TemplateCache &templates, FileIo &files);

// Little text and no input files: building its request takes no time worth speaking of and never waits.
bool isLight(const RequestPlan &plan);

// Renders templates, reads input files and builds the provider's request. Runs on the pool, unless it is light.
// NotFetched names a web address that its row brings as a file: to be built again when what lies there was fetched.
Result<BuiltJob> buildJob(const RequestPlan &plan, FileIo &files);

} // namespace fornada
