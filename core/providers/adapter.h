#pragma once

#include "base/result.h"
#include "model/outcome.h"
#include "model/queue.h"
#include "model/recipe.h"
#include "providers/model_price.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QUrl>

#include <optional>

namespace fornada {

using HeaderList = QList<QPair<QByteArray, QByteArray>>;

struct InputFile {
    QString name;
    QString mime;
    QByteArray bytes;
};

// What is asked, free of any provider's dialect.
struct Ask {
    Operation operation = Operation::HttpCall;
    OutputKind output = OutputKind::None; // what the step must give; None: whatever comes
    QString model;
    QString prompt;
    QJsonObject parameters;
    QList<InputFile> files;
    QJsonObject row;  // the body of an HTTP call
    QString jobName;  // stable across the job's attempts
    QString taskName; // stable across the attempts at one request: idempotency key
    QString queueName;
    int attempt = 0;                 // sends before this one
    Money reserve;                   // booked for this attempt; also the charge when the answer states none
    std::optional<ModelPrice> price; // turns the answer's usage into money; none: the reserve is the charge
    QUrl baseUrl;                    // empty: the provider's public address
    bool local = false;              // sandbox or worker of our own: may carry X-Fornada-Job
};

struct BuiltRequest {
    QByteArray method = "POST";
    QUrl url;
    HeaderList headers; // with the credential: never logged
    QByteArray body;
};

struct ProviderAnswer {
    int status = 0;
    HeaderList headers; // names lower-case
    QByteArray body;
    Wall received = {};
};

// A result that is only the address of one: it could not be fetched.
inline constexpr QLatin1String kLinkMime("text/uri-list");

struct Artifact {
    OutputKind kind = OutputKind::None;
    QString mime;
    QByteArray bytes; // media
    QString text;     // text and JSON
    QUrl link = {};   // where its bytes lie: it is fetched before the answer counts
};

struct Digest {
    Outcome outcome = Outcome::NoOutput;
    Charge charge;
    Scope scope = Scope::Account; // what a wait or a stop is about
    bool namesScope = false;      // the answer says so itself
    bool tooMany = false;         // refused as one too many, with no word of when it may go: it is waited for
    QString message;              // one line, no secrets
    std::optional<Micros> retryAfter;
    std::optional<Wall> resetAt; // for quotaUntil
    qint64 tokens = -1;          // actually used, when stated
    QList<Artifact> artifacts;
    QJsonObject usage;
    std::optional<qint64>
        cutAt;                // it ends at a limit of so many tokens, not where it was done; 0: nobody knows how many
    bool needsReview = false; // a person must look at it, whatever the provider says
    bool mayRetry = true;     // false: the recipe wants no other try
};

// What happened to a request that brought no whole answer.
enum class NoAnswer { NotSent, Lost, TimedOut, TooLarge, Cancelled };

// One provider's dialect: small pure functions, no state. Any thread.
class Adapter {
public:
    virtual ~Adapter() = default;
    virtual bool does(Operation operation) const = 0;
    // Does it reach the provider at this address as it was asked?
    virtual bool offers(Need need, Operation operation, const QUrl &baseUrl) const = 0;
    // The voices that a model has there; empty where nobody knows them.
    virtual QStringList voices(const QString &model, const QUrl &baseUrl) const = 0;
    // What the provider's token limits will count of it, as far as that is known before there is an answer.
    virtual qint64 weightOf(const Ask &ask) const = 0;
    virtual Result<BuiltRequest> build(const Ask &ask, const QString &key) const = 0;
    virtual Digest digest(const Ask &ask, const ProviderAnswer &answer) const = 0;
};

// The adapter for an account's kind and an operation (the sandbox speaks Gemini for generation and plain HTTP for
// calls).
const Adapter &adapterFor(ProviderKind kind, Operation operation);

// What a missing answer means for money: none when nothing left this machine, else maybe what was reserved.
Digest digestMissing(NoAnswer why, const QString &detail, Money reserve);

} // namespace fornada
