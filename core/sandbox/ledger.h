#pragma once

#include "base/clock.h"
#include "model/recipe.h"
#include "sandbox/fault.h"

#include <QFile>
#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <mutex>

#include <deque>

namespace fornada {

// One request the sandbox accepted: what a provider would know about it.
struct SandboxEntry {
    qint64 sequence = 0;
    Moment arrived;
    QByteArray path;
    Operation operation = Operation::HttpCall;
    QByteArray model;
    QByteArray idempotencyKey;
    QByteArray requestId;
    QByteArray taskName;
    QByteArray job; // X-Fornada-Job
    QByteArray bodySha256;
    qint64 bodyBytes = 0;
    Fault fault = Fault::Ok;
    QByteArray violation; // which true limit the request broke: window, pace, day, concurrency; empty: none
    int concurrency = 1;  // in flight at arrival, itself included
    qint64 billedMicros = 0;
    int status = 0;        // 0: no status line was sent
    bool answered = false; // the whole answer was handed to the operating system
    bool open = true;

    // What identifies the work asked for: two billed requests of one identity were paid twice.
    const QByteArray &identity() const { return !job.isEmpty() ? job : idempotencyKey; }
};

// What is known of a request when it is over.
struct SandboxClosing {
    int status = 0;
    bool answered = false;
    qint64 billedMicros = 0;
    QByteArray bodySha256 = {}; // when it was not known at arrival
};

// Sums over every request since the start, also those that are no longer kept.
struct SandboxTotals {
    qint64 requests = 0;
    qint64 open = 0;
    qint64 answered = 0;
    qint64 billedRequests = 0;
    qint64 billedMicros = 0;
    qint64 paidTwice = 0; // billed requests whose identity was billed before, among the entries kept
    qint64 bodyBytes = 0;
    int maxConcurrency = 0;
    QMap<QByteArray, qint64> violations; // by limit
    QMap<Fault, qint64> faults;
    QMap<int, qint64> statuses;
    QMap<Operation, qint64> operations;

    qint64 violationCount() const;
};

struct SandboxLedgerView {
    SandboxTotals totals;
    QList<SandboxEntry> entries; // oldest first
};

QJsonObject toJson(const SandboxEntry &entry);
QJsonObject toJson(const SandboxTotals &totals);

// The sandbox's books. Any thread; owned by the server and alive as long as it.
// In the file an entry is written when accepted and again when closed: the last line of a sequence number counts.
class SandboxLedger final {
public:
    // Empty path: no file. False: the file cannot be written.
    bool openFile(const QString &path);
    void setKeep(int entries);
    // Books the request and gives it its number.
    qint64 accept(SandboxEntry entry);
    void close(qint64 sequence, const SandboxClosing &closing);
    SandboxTotals totals() const;
    // Entries with a sequence number above after, at most limit of them.
    SandboxLedgerView view(qint64 after = 0, qsizetype limit = 100'000) const;

private:
    void rebill(const SandboxEntry &entry, qint64 from, qint64 to);
    void forgetOldest();
    void write(const SandboxEntry &entry);

    mutable std::mutex m_mutex;
    // guarded by m_mutex
    std::deque<SandboxEntry> m_entries; // consecutive sequence numbers
    QHash<QByteArray, int> m_billedTimes;
    SandboxTotals m_totals;
    QFile m_file;
    qint64 m_lastSequence = 0;
    qsizetype m_keep = 100'000;
};

} // namespace fornada
