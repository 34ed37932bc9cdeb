#pragma once

#include "limits/eta.h"
#include "store/reader.h"

#include <QJsonArray>

namespace fornada {

// What an estimate needs, through whatever reads: the store's Reader or the window's port. Metrics are those of the
// last while, read by whoever needs them too.
template<class Port>
Result<EtaFacts> readEtaFacts(Port &port, const QList<MinuteMetric> &metrics)
{
    EtaFacts facts;
    const auto batches = port.batches();
    if (!batches)
        return batches.error();
    const auto queues = port.queues();
    if (!queues)
        return queues.error();
    const auto accounts = port.accounts();
    if (!accounts)
        return accounts.error();
    QHash<QString, QueueId> byName;
    for (const Queue &queue : *queues) {
        facts.queues.insert(queue.id, queue);
        byName.insert(queue.name, queue.id);
    }
    for (const Account &account : *accounts)
        facts.accounts.insert(account.id, account);
    for (const Batch &batch : *batches) {
        if (batch.state != BatchState::Running)
            continue;
        const auto snapshot = port.recipeSnapshot(batch.id);
        if (!snapshot)
            continue; // removed meanwhile
        const QJsonArray steps = snapshot->value(QLatin1String("steps")).toArray();
        for (const QJsonValue &step : steps)
            if (const auto queue = byName.constFind(step[QLatin1String("queue")].toString()); queue != byName.cend())
                facts.steps[batch.id].append({*queue, step[QLatin1String("model")].toString()});
    }
    facts.batches = *batches;
    for (const MinuteMetric &metric : metrics) {
        EtaPace &pace = facts.paces[metric.queue];
        pace.latency.bounds = Reader::latencyBounds();
        pace.latency.add(metric.latencyBuckets);
        pace.sent += metric.sent;
        pace.settled += metric.completed + metric.failed;
    }
    return facts;
}

} // namespace fornada
