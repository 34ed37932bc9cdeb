#include "base/error.h"

#include <QJsonObject>

namespace fornada {

QJsonObject toJson(const Error &error)
{
    return {{QStringLiteral("error"), toName(error.kind)},
            {QStringLiteral("subject"), error.subject},
            {QStringLiteral("detail"), error.detail}};
}

Error errorFromJson(const QJsonObject &json)
{
    return {fromName<ErrorKind>(json.value(QLatin1String("error")).toString()).value_or(ErrorKind::Internal),
            json.value(QLatin1String("subject")).toString(), json.value(QLatin1String("detail")).toString()};
}

QString toLine(const Error &error)
{
    QString line = toName(error.kind);
    if (!error.subject.isEmpty() || !error.detail.isEmpty())
        line += QStringLiteral(": ") + error.subject;
    if (!error.detail.isEmpty())
        line += QStringLiteral(" (%1)").arg(error.detail);
    return line;
}

std::optional<Error> errorInLine(const QString &line)
{
    const qsizetype colon = line.indexOf(QLatin1String(": "));
    const auto kind = fromName<ErrorKind>(line.left(colon < 0 ? line.size() : colon));
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
