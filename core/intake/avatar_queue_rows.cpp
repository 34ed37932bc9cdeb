#include "intake/avatar_queue_rows.h"

#include "intake/text_stream.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace fornada {

namespace {

constexpr qint64 kLargest = 256LL << 20;
constexpr qint64 kHead = 4'096;
constexpr char kCompany[] = "\"empresa_id\"";

// What the file says about the work on a persona; the rest is the persona.
const QStringList &bookkeeping()
{
    static const QStringList keys{QStringLiteral("status"), QStringLiteral("attempts"), QStringLiteral("last_attempt"),
                                  QStringLiteral("error")};
    return keys;
}

JobState stateOf(const QString &status)
{
    if (status == u"completed")
        return JobState::Completed;
    return status == u"failed" ? JobState::Failed : JobState::Queued;
}

// Whatever the encoding: marks and zero bytes are passed over.
bool beginsAsObject(const QByteArray &head)
{
    const QByteArray passed(" \t\r\n\0\xef\xbb\xbf\xfe\xff", 10);
    const auto first = std::find_if(head.begin(), head.end(), [&passed](char c) { return !passed.contains(c); });
    return first != head.end() && *first == '{';
}

// A line that is an object by itself, and another one after it.
bool isListOfLines(QByteArrayView head)
{
    const qsizetype end = head.indexOf('\n');
    return end > 0 && end < head.trimmed().size() && QJsonDocument::fromJson(head.first(end).toByteArray()).isObject();
}

// Keys come in any order, the company may stand behind thousands of personas; nothing is kept of what is only looked
// through.
bool namesCompany(TextStream &text)
{
    constexpr qsizetype kOverlap = sizeof(kCompany) - 2;
    QByteArray seen;
    for (auto piece = text.next(); piece && !piece->isEmpty(); piece = text.next()) {
        seen = seen.right(kOverlap) + piece->toByteArray();
        if (seen.contains(kCompany))
            return true;
    }
    return false;
}

// All of it, as UTF-8; empty when the file is something else: a large one of another kind is not held in memory for
// nothing.
QByteArray queueText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kLargest || !beginsAsObject(file.peek(kHead)))
        return {};
    const auto look = TextStream::open(path);
    if (!look || isListOfLines((*look)->head()) || !namesCompany(**look))
        return {};
    const auto text = TextStream::open(path);
    QByteArray all;
    if (text)
        for (auto piece = (*text)->next(); piece && !piece->isEmpty(); piece = (*text)->next())
            all.append(*piece);
    return all;
}

// What is wrong with a queue file that is no JSON, and what to do about it.
QString faultOf(const QByteArray &text, const QJsonParseError &fault)
{
    const auto lineAt = [&text](qsizetype offset) { return text.first(offset).count('\n') + 1; };
    qsizetype end = text.size();
    while (end > 0 && QChar::isSpace(uchar(text.at(end - 1))))
        --end;
    if (!text.first(end).endsWith('}') || fault.offset >= end)
        return QStringLiteral("it breaks off in line %1: copy it again, whole, or take it from a backup")
            .arg(lineAt(end));
    return QStringLiteral("line %1 is damaged: mend it there, or take the file from a backup")
        .arg(lineAt(std::max(0, fault.offset)));
}

std::optional<Wall> timeOf(const QJsonValue &iso)
{
    const QDateTime time = QDateTime::fromString(iso.toString(), Qt::ISODateWithMs);
    return time.isValid() ? std::optional(wallFromMicros(time.toMSecsSinceEpoch() * 1'000)) : std::nullopt;
}

} // namespace

Result<std::unique_ptr<AvatarQueueRows>> AvatarQueueRows::open(const QString &path)
{
    const Error other{ErrorKind::NotFound, path, QStringLiteral("no queue file")};
    const QByteArray text = queueText(path);
    if (text.isEmpty())
        return other;
    QJsonParseError fault;
    const QJsonObject queue = QJsonDocument::fromJson(text, &fault).object();
    const bool isBroken = fault.error != QJsonParseError::NoError && fault.error != QJsonParseError::GarbageAtEnd;
    if (isBroken && path.endsWith(u".json", Qt::CaseInsensitive))
        return Error{ErrorKind::BadFormat, path, faultOf(text, fault)};
    if (!queue.value(QLatin1String("queue")).isArray() || !queue.contains(QLatin1String("empresa_id")))
        return other;
    std::unique_ptr<AvatarQueueRows> rows(new AvatarQueueRows);
    rows->m_about.client = queue.value(QLatin1String("empresa_id")).toVariant().toString();
    rows->m_about.created = queue.value(QLatin1String("created_at")).toString();
    const auto takeAll = [&](const char *list, const QString &status) {
        const QJsonArray items = queue.value(QLatin1String(list)).toArray();
        for (const QJsonValue &item : items)
            if (item.isObject())
                rows->take(item.toObject(), status);
    };
    takeAll("completed", QStringLiteral("completed"));
    takeAll("queue", {});
    takeAll("errors", QStringLiteral("failed")); // who is in no other list
    if (rows->m_rows.isEmpty())
        return Error{ErrorKind::EmptyInput, path, {}};
    return rows;
}

void AvatarQueueRows::take(const QJsonObject &item, const QString &status)
{
    const QJsonValue id = item.value(QLatin1String("id"));
    if (status == u"failed" && m_ids.contains(id))
        return;
    m_ids.insert(id);
    SourceRow row;
    row.line = m_rows.size() + 1;
    row.past = SourcePast{};
    row.past->state = stateOf(status.isEmpty() ? item.value(QLatin1String("status")).toString() : status);
    row.past->attempts = std::max(0, item.value(QLatin1String("attempts")).toInt());
    row.past->error = item.value(QLatin1String("error")).toVariant().toString();
    row.past->lastAttempt = timeOf(item.value(QLatin1String("last_attempt")));
    for (auto field = item.begin(); field != item.end(); ++field) {
        if (bookkeeping().contains(field.key()))
            continue;
        row.fields.insert(field.key(), field.value());
        if (!m_columns.contains(field.key()))
            m_columns.append(field.key());
    }
    m_rows.append(row);
}

Result<std::optional<SourceRow>> AvatarQueueRows::next()
{
    if (m_next >= m_rows.size())
        return std::optional<SourceRow>();
    return std::optional<SourceRow>(m_rows.at(m_next++));
}

} // namespace fornada
