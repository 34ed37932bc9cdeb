#include "results/avatar_queue.h"

#include "model/json_parts.h"
#include "results/result_files.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fornada {

namespace {

constexpr int kPage = 500;

// A row with all its jobs taken together: done when all are, failed when one is.
struct Persona {
    GivenRow row;
    int attempts = 0;
    bool done = true, failed = false;
    QString error;
    std::optional<Wall> last;

    void add(const Delivery &job)
    {
        row = job.row;
        attempts = std::max(attempts, job.attempts);
        done = done && job.state == JobState::Completed;
        failed = failed || job.state == JobState::Failed;
        if (job.state != JobState::Completed && !job.message.isEmpty())
            error = job.message;
        if (job.attempts > 0 && (!last || job.updated > *last))
            last = job.updated;
    }
    QJsonObject entry() const
    {
        QJsonObject entry = row.fields;
        const QString status = done     ? QStringLiteral("completed")
                               : failed ? QStringLiteral("failed")
                                        : QStringLiteral("pending");
        entry.insert(QStringLiteral("status"), status);
        entry.insert(QStringLiteral("attempts"), attempts);
        entry.insert(QStringLiteral("last_attempt"), timeOrNull(last));
        entry.insert(QStringLiteral("error"), error.isEmpty() ? QJsonValue() : QJsonValue(error));
        return entry;
    }
};

struct QueueFile {
    QJsonArray queue, completed, errors;
    std::optional<Wall> lastRun;

    void add(const Persona &persona)
    {
        const QJsonObject entry = persona.entry();
        (persona.done ? completed : queue).append(entry);
        if (persona.failed)
            errors.append(entry);
        if (persona.last && (!lastRun || *persona.last > *lastRun))
            lastRun = persona.last;
    }
    QByteArray json(const QJsonObject &about) const
    {
        return QJsonDocument(QJsonObject{{QStringLiteral("empresa_id"), about.value(QLatin1String("client"))},
                                         {QStringLiteral("created_at"), about.value(QLatin1String("created"))},
                                         {QStringLiteral("last_run"), timeOrNull(lastRun)},
                                         {QStringLiteral("total_personas"), queue.size() + completed.size()},
                                         {QStringLiteral("processed"), completed.size()},
                                         {QStringLiteral("failed"), errors.size()},
                                         {QStringLiteral("queue"), queue},
                                         {QStringLiteral("completed"), completed},
                                         {QStringLiteral("errors"), errors}})
            .toJson();
    }
};

} // namespace

Result<Exported> exportAvatarQueue(const ExportOrder &order, const DeliveryPages &pages, const ExportProgress &progress)
{
    QueueFile file;
    std::optional<Persona> persona;
    Exported made;
    for (qint64 after = 0;;) {
        const auto page = pages(after, kPage);
        if (!page)
            return page.error();
        if (page->isEmpty())
            break;
        for (const Delivery &job : *page) {
            if (!progress(made.jobs))
                return Error{ErrorKind::Cancelled, order.name, {}};
            if (persona && persona->row.number != job.row.number) {
                file.add(*persona);
                persona.reset();
            }
            if (!persona)
                persona.emplace();
            persona->add(job);
            ++made.jobs;
        }
        after = page->constLast().position;
    }
    if (persona)
        file.add(*persona);
    auto sink = fileSink(order.place, safeFileName(order.name), QStringLiteral(".json"));
    if (!sink)
        return sink.error();
    if (const auto added = (*sink)->addBytes(file.json(order.about), QStringLiteral("avatar_queue.json")); !added)
        return added.error();
    const auto path = (*sink)->finish();
    if (!path)
        return path.error();
    made.path = *path;
    return made;
}

} // namespace fornada
