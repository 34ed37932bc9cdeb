#pragma once

#include "base/clock.h"
#include "base/enum_names.h"
#include "base/ids.h"
#include "base/money.h"
#include "model/output_checks.h"
#include "model/row_limits.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace fornada {

enum class Operation { Image, EditImage, Text, Json, Speech, Transcription, HttpCall, Message, Join };
FORNADA_ENUM_NAMES(Operation, QLatin1String("image"), QLatin1String("editImage"), QLatin1String("text"),
                   QLatin1String("json"), QLatin1String("speech"), QLatin1String("transcription"),
                   QLatin1String("httpCall"), QLatin1String("message"), QLatin1String("join"));

enum class OutputKind { Image, Text, Json, Audio, None };
FORNADA_ENUM_NAMES(OutputKind, QLatin1String("image"), QLatin1String("text"), QLatin1String("json"),
                   QLatin1String("audio"), QLatin1String("none"));

// What a step needs of the account that its requests go to, beyond the operation itself.
enum class Need { Seed, Files, SeveralFiles, Schema, Size, AspectRatio, Speakers, System };
FORNADA_ENUM_NAMES(Need, QLatin1String("seed"), QLatin1String("files"), QLatin1String("severalFiles"),
                   QLatin1String("schema"), QLatin1String("size"), QLatin1String("aspectRatio"),
                   QLatin1String("speakers"), QLatin1String("system"));

// One thing a step fans out over: a job for each value. Exactly one of values, source and count is set.
struct FanOut {
    QString name; // {{language}}
    QStringList values;
    QString source; // where the list stands: a row field, or "params.languages"
    int count = 0;  // 1, 2, ... count
    friend bool operator==(const FanOut &, const FanOut &) = default;
};

// Another account for a step, when the one it goes to cannot do it.
struct OtherAccount {
    QString account; // name
    QString model;   // empty: that account's default for the operation
    Money price;     // as the step's own
    friend bool operator==(const OtherAccount &, const OtherAccount &) = default;
};

// What its results cost their client when the recipe does not say: a join asks nobody.
constexpr int defaultCredits(Operation operation)
{
    return operation == Operation::Join ? 0 : 1;
}

// One step of a recipe: one request a row (and fan-out key).
struct Step {
    QString id;
    Operation operation = Operation::HttpCall;
    QString queue;          // name of the queue its jobs wait in
    QString model;          // empty: the account's default for the operation
    QString prompt;         // Mustache template over row fields, batch parameters and parent results
    QJsonObject parameters; // operation's own settings (size, voice, temperature ...); strings are templates too
    OutputKind output = OutputKind::None;
    QString fileName;                // template of the result's file name, without extension
    QList<FanOut> forEach;           // the first ones are its parents' (or all of theirs, and it joins their rest)
    QStringList after;               // step ids that must be done first
    QList<Need> needs;               // of the account; checked before anything is sent
    Money price;                     // fixed price a request, when the price table knows none; worst case is reserved
    int expectedSeconds = 10;        // for the forecast until there is a measured median
    int credits = 1;                 // of its client's, for each result; 0: it costs none
    std::optional<Micros> timeLimit; // of one request; else its queue's deadline
    std::optional<OtherAccount> otherwise;
    bool fallback = false;          // runs only where a step it comes after has failed
    bool goesOn = false;            // joins what there is where some of its parents have failed
    bool leftOutWhenSingle = false; // where it would add one value only to its parent's fan-out
    bool review = false;            // a person approves each result before later steps go on
    OutputChecks checks;
    std::optional<Micros> cacheTtl;       // how long a result may be served to equal requests; else by the operation
    std::optional<BadOutput> onBadOutput; // else: damaged ones are tried again, unmet checks are looked at
    friend bool operator==(const Step &, const Step &) = default;
};

struct Recipe {
    RecipeId id;
    QString name; // unique, e.g. "portrait"
    int version = 1;
    QString title;
    QString description;
    QStringList requiredFields;
    QJsonObject parameters; // what a batch may set, with what holds otherwise
    QStringList keyFields;  // their values together name a row (default: its number)
    QString keyPrefix;      // of a row that is named by its number: IMG- makes it IMG-3
    RowLimits rowLimits;
    QList<Step> steps;
    friend bool operator==(const Recipe &, const Recipe &) = default;
};

const Step *stepNamed(const Recipe &recipe, const QString &id); // null: there is none
bool drawsPictures(Operation operation);

} // namespace fornada
