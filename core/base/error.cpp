#include "base/error.h"

#include <QJsonObject>

namespace fornada {

// NOLINTNEXTLINE(readability-function-size): one line a kind, and the compiler misses none.
QString errorName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Internal:
        return QStringLiteral("internal");
    case ErrorKind::BadArgument:
        return QStringLiteral("badArgument");
    case ErrorKind::NotFound:
        return QStringLiteral("notFound");
    case ErrorKind::AlreadyExists:
        return QStringLiteral("alreadyExists");
    case ErrorKind::NotAllowed:
        return QStringLiteral("notAllowed");
    case ErrorKind::Cancelled:
        return QStringLiteral("cancelled");
    case ErrorKind::ChangedSince:
        return QStringLiteral("changedSince");
    case ErrorKind::SentSince:
        return QStringLiteral("sentSince");
    case ErrorKind::NothingToUndo:
        return QStringLiteral("nothingToUndo");
    case ErrorKind::FileMissing:
        return QStringLiteral("fileMissing");
    case ErrorKind::FileUnreadable:
        return QStringLiteral("fileUnreadable");
    case ErrorKind::FileUnwritable:
        return QStringLiteral("fileUnwritable");
    case ErrorKind::NotFetched:
        return QStringLiteral("notFetched");
    case ErrorKind::FolderAway:
        return QStringLiteral("folderAway");
    case ErrorKind::DiskFull:
        return QStringLiteral("diskFull");
    case ErrorKind::EmptyInput:
        return QStringLiteral("emptyInput");
    case ErrorKind::BadEncoding:
        return QStringLiteral("badEncoding");
    case ErrorKind::BadFormat:
        return QStringLiteral("badFormat");
    case ErrorKind::FieldMissing:
        return QStringLiteral("fieldMissing");
    case ErrorKind::TooMany:
        return QStringLiteral("tooMany");
    case ErrorKind::UnknownRecipe:
        return QStringLiteral("unknownRecipe");
    case ErrorKind::BadRecipe:
        return QStringLiteral("badRecipe");
    case ErrorKind::BadTemplate:
        return QStringLiteral("badTemplate");
    case ErrorKind::DatabaseCorrupt:
        return QStringLiteral("databaseCorrupt");
    case ErrorKind::DatabaseReadOnly:
        return QStringLiteral("databaseReadOnly");
    case ErrorKind::DatabaseLocked:
        return QStringLiteral("databaseLocked");
    case ErrorKind::DatabaseTooNew:
        return QStringLiteral("databaseTooNew");
    case ErrorKind::DatabaseTooOld:
        return QStringLiteral("databaseTooOld");
    case ErrorKind::DatabaseForeign:
        return QStringLiteral("databaseForeign");
    case ErrorKind::DatabaseFailed:
        return QStringLiteral("databaseFailed");
    case ErrorKind::AnotherInstance:
        return QStringLiteral("anotherInstance");
    case ErrorKind::InstanceSilent:
        return QStringLiteral("instanceSilent");
    case ErrorKind::KeyMissing:
        return QStringLiteral("keyMissing");
    case ErrorKind::KeychainMissing:
        return QStringLiteral("keychainMissing");
    case ErrorKind::KeychainRefused:
        return QStringLiteral("keychainRefused");
    case ErrorKind::BadUrl:
        return QStringLiteral("badUrl");
    case ErrorKind::Unreachable:
        return QStringLiteral("unreachable");
    case ErrorKind::AddressInUse:
        return QStringLiteral("addressInUse");
    case ErrorKind::AccountUnable:
        return QStringLiteral("accountUnable");
    case ErrorKind::Timeout:
        return QStringLiteral("timeout");
    case ErrorKind::BudgetTooSmall:
        return QStringLiteral("budgetTooSmall");
    case ErrorKind::PriceUnknown:
        return QStringLiteral("priceUnknown");
    }
    return QStringLiteral("internal");
}

QJsonObject toJson(const Error &error)
{
    return {{QStringLiteral("error"), errorName(error.kind)},
            {QStringLiteral("subject"), error.subject},
            {QStringLiteral("detail"), error.detail}};
}

namespace {

std::optional<ErrorKind> kindOf(const QString &name)
{
    for (int kind = 0; kind <= int(ErrorKind::PriceUnknown); ++kind)
        if (errorName(ErrorKind(kind)) == name)
            return ErrorKind(kind);
    return std::nullopt;
}

} // namespace

Error errorFromJson(const QJsonObject &json)
{
    return {kindOf(json.value(QLatin1String("error")).toString()).value_or(ErrorKind::Internal),
            json.value(QLatin1String("subject")).toString(), json.value(QLatin1String("detail")).toString()};
}

QString toLine(const Error &error)
{
    QString line = errorName(error.kind);
    if (!error.subject.isEmpty() || !error.detail.isEmpty())
        line += QStringLiteral(": ") + error.subject;
    if (!error.detail.isEmpty())
        line += QStringLiteral(" (%1)").arg(error.detail);
    return line;
}

std::optional<Error> errorInLine(const QString &line)
{
    const qsizetype colon = line.indexOf(QLatin1String(": "));
    const auto kind = kindOf(line.left(colon < 0 ? line.size() : colon));
    if (!kind || *kind == ErrorKind::Internal) // a provider may speak of an internal trouble: that is not ours
        return std::nullopt;
    Error error{*kind, colon < 0 ? QString() : line.mid(colon + 2), {}};
    // The subject may have brackets of its own: the last pair is the detail's.
    if (const qsizetype bracket = error.subject.lastIndexOf(QLatin1String(" (")); bracket >= 0 && line.endsWith(u')')) {
        error.detail = error.subject.mid(bracket + 2).chopped(1);
        error.subject.truncate(bracket);
    }
    return error;
}

bool isDisksFault(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::FileMissing:
    case ErrorKind::AlreadyExists:
    case ErrorKind::BadFormat:
    case ErrorKind::BadArgument:
        return false;
    default:
        return true;
    }
}

bool isStoreFailure(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Internal:
    case ErrorKind::FileMissing:
    case ErrorKind::FileUnreadable:
    case ErrorKind::FileUnwritable:
    case ErrorKind::DiskFull:
    case ErrorKind::DatabaseCorrupt:
    case ErrorKind::DatabaseReadOnly:
    case ErrorKind::DatabaseLocked:
    case ErrorKind::DatabaseForeign:
    case ErrorKind::DatabaseFailed:
        return true;
    default:
        return false;
    }
}

} // namespace fornada
