#pragma once

#include "base/enum_names.h"

#include <QString>

#include <optional>

class QJsonObject;

namespace fornada {

// What went wrong, as a word that code can decide on. The sentence a person reads is made from it in ui/text.
enum class ErrorKind {
    Internal,    // a broken assumption of ours; detail says which
    BadArgument, // a value given by the caller makes no sense; subject names it
    NotFound,    // subject names what was looked for
    AlreadyExists,
    NotAllowed, // the state of things forbids it now; detail says why
    Cancelled,
    ChangedSince,  // undo: subject was changed again after that
    SentSince,     // undo: what subject is about has been sent since
    NothingToUndo, // subject: what was asked for, if anything
    // files
    FileMissing,
    FileUnreadable,
    FileUnwritable,
    NotFetched, // subject: a web address; what lies there is not here
    FolderAway, // subject: where the results lie: not there now
    DiskFull,
    // input
    EmptyInput, // a file with no rows
    BadEncoding,
    BadFormat,    // detail: line and reason
    FieldMissing, // subject: field; detail: where
    TooMany,      // over a stated limit; detail: the limit
    // recipes
    UnknownRecipe,
    BadRecipe, // detail names the place
    BadTemplate,
    // database
    DatabaseCorrupt,
    DatabaseReadOnly,
    DatabaseLocked,
    DatabaseTooNew,
    DatabaseTooOld,  // for reading only: opened for writing, it is brought up to date
    DatabaseForeign, // a SQLite file that is not ours
    DatabaseFailed,  // any other SQLite failure; detail has its words
    AnotherInstance, // subject: pid
    InstanceSilent,  // another instance holds the data and does not answer
    // accounts and network
    KeyMissing,      // subject: account; detail: where we looked
    KeychainMissing, // this machine has none, or it does not run
    KeychainRefused, // locked, or the person said no
    BadUrl,
    Unreachable,
    AddressInUse,
    AccountUnable, // subject: account; detail: which step asks what of it
    Timeout,
    BudgetTooSmall,
    PriceUnknown,
};

// Stable in JSON output and logs.
FORNADA_ENUM_NAMES(ErrorKind, QLatin1String("internal"), QLatin1String("badArgument"), QLatin1String("notFound"),
                   QLatin1String("alreadyExists"), QLatin1String("notAllowed"), QLatin1String("cancelled"),
                   QLatin1String("changedSince"), QLatin1String("sentSince"), QLatin1String("nothingToUndo"),
                   QLatin1String("fileMissing"), QLatin1String("fileUnreadable"), QLatin1String("fileUnwritable"),
                   QLatin1String("notFetched"), QLatin1String("folderAway"), QLatin1String("diskFull"),
                   QLatin1String("emptyInput"), QLatin1String("badEncoding"), QLatin1String("badFormat"),
                   QLatin1String("fieldMissing"), QLatin1String("tooMany"), QLatin1String("unknownRecipe"),
                   QLatin1String("badRecipe"), QLatin1String("badTemplate"), QLatin1String("databaseCorrupt"),
                   QLatin1String("databaseReadOnly"), QLatin1String("databaseLocked"), QLatin1String("databaseTooNew"),
                   QLatin1String("databaseTooOld"), QLatin1String("databaseForeign"), QLatin1String("databaseFailed"),
                   QLatin1String("anotherInstance"), QLatin1String("instanceSilent"), QLatin1String("keyMissing"),
                   QLatin1String("keychainMissing"), QLatin1String("keychainRefused"), QLatin1String("badUrl"),
                   QLatin1String("unreachable"), QLatin1String("addressInUse"), QLatin1String("accountUnable"),
                   QLatin1String("timeout"), QLatin1String("budgetTooSmall"), QLatin1String("priceUnknown"));

struct Error {
    ErrorKind kind = ErrorKind::Internal;
    QString subject = {}; // what it is about: a path, a name, a field
    QString detail = {};  // technical words, already free of secrets
};

// {"error": kind, "subject", "detail"}: as it goes over the command socket and into the journal.
QJsonObject toJson(const Error &error);
Error errorFromJson(const QJsonObject &json);

// "fileMissing: subject (detail)": as the message of a job that failed by it; read again where people see it.
QString toLine(const Error &error);
std::optional<Error> errorInLine(const QString &line);

// The storage itself has failed, not the wish: what shared its transaction is lost with it.
bool isStoreFailure(ErrorKind kind);
// A file operation failed because of the disk, not of the file that was asked for: another time it may be done.
bool isDisksFault(ErrorKind kind);

} // namespace fornada
