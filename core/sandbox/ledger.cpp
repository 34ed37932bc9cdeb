#include "sandbox/ledger.h"

#include <QJsonDocument>

#include <numeric>

namespace fornada {

namespace {

template<class Map, class Name>
QJsonObject countsJson(const Map &counts, Name name)
{
    QJsonObject json;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        json.insert(name(it.key()), it.value());
    return json;
}

} // namespace

qint64 SandboxTotals::violationCount() const
{
    return std::accumulate(violations.begin(), violations.end(), qint64(0));
}

QJsonObject toJson(const SandboxEntry &entry)
{
    return {{QStringLiteral("sequence"), entry.sequence},
            {QStringLiteral("arrivedWallUs"), toMicros(entry.arrived.wall)},
            {QStringLiteral("arrivedBootUs"), toMicros(entry.arrived.boot)},
            {QStringLiteral("path"), QString::fromUtf8(entry.path)},
            {QStringLiteral("operation"), toName(entry.operation)},
            {QStringLiteral("model"), QString::fromUtf8(entry.model)},
            {QStringLiteral("idempotencyKey"), QString::fromUtf8(entry.idempotencyKey)},
            {QStringLiteral("requestId"), QString::fromUtf8(entry.requestId)},
            {QStringLiteral("taskName"), QString::fromUtf8(entry.taskName)},
            {QStringLiteral("job"), QString::fromUtf8(entry.job)},
            {QStringLiteral("bodySha256"), QString::fromLatin1(entry.bodySha256.toHex())},
            {QStringLiteral("bodyBytes"), entry.bodyBytes},
            {QStringLiteral("fault"), toName(entry.fault)},
            {QStringLiteral("violation"), QString::fromUtf8(entry.violation)},
            {QStringLiteral("concurrency"), entry.concurrency},
            {QStringLiteral("billedMicros"), entry.billedMicros},
            {QStringLiteral("status"), entry.status},
            {QStringLiteral("answered"), entry.answered},
            {QStringLiteral("open"), entry.open}};
}

QJsonObject toJson(const SandboxTotals &totals)
{
    return {
        {QStringLiteral("requests"), totals.requests},
        {QStringLiteral("open"), totals.open},
        {QStringLiteral("answered"), totals.answered},
        {QStringLiteral("billedRequests"), totals.billedRequests},
        {QStringLiteral("billedMicros"), totals.billedMicros},
        {QStringLiteral("paidTwice"), totals.paidTwice},
        {QStringLiteral("bodyBytes"), totals.bodyBytes},
        {QStringLiteral("maxConcurrency"), totals.maxConcurrency},
        {QStringLiteral("violationCount"), totals.violationCount()},
        {QStringLiteral("violations"),
         countsJson(totals.violations, [](const QByteArray &name) { return QString::fromUtf8(name); })},
        {QStringLiteral("faults"), countsJson(totals.faults, [](Fault fault) { return toName(fault); })},
        {QStringLiteral("statuses"), countsJson(totals.statuses, [](int status) { return QString::number(status); })},
        {QStringLiteral("operations"), countsJson(totals.operations, [](Operation o) { return toName(o); })}};
}

bool SandboxLedger::openFile(const QString &path)
{
    const std::lock_guard lock(m_mutex);
    m_file.close();
    if (path.isEmpty())
        return true;
    m_file.setFileName(path);
    return m_file.open(QIODevice::WriteOnly | QIODevice::Append);
}

void SandboxLedger::setKeep(int entries)
{
    const std::lock_guard lock(m_mutex);
    m_keep = entries;
    while (qsizetype(m_entries.size()) > m_keep)
        forgetOldest();
}

qint64 SandboxLedger::accept(SandboxEntry entry)
{
    const std::lock_guard lock(m_mutex);
    entry.sequence = ++m_lastSequence;
    ++m_totals.requests;
    ++m_totals.open;
    ++m_totals.faults[entry.fault];
    ++m_totals.operations[entry.operation];
    m_totals.bodyBytes += entry.bodyBytes;
    m_totals.maxConcurrency = std::max(m_totals.maxConcurrency, entry.concurrency);
    if (!entry.violation.isEmpty())
        ++m_totals.violations[entry.violation];
    rebill(entry, 0, entry.billedMicros);
    write(entry);
    m_entries.push_back(std::move(entry));
    if (qsizetype(m_entries.size()) > m_keep)
        forgetOldest();
    return m_lastSequence;
}

void SandboxLedger::close(qint64 sequence, const SandboxClosing &closing)
{
    const std::lock_guard lock(m_mutex);
    --m_totals.open;
    m_totals.answered += closing.answered ? 1 : 0;
    ++m_totals.statuses[closing.status];
    const qint64 first = m_entries.empty() ? m_lastSequence + 1 : m_entries.front().sequence;
    if (sequence < first)
        return; // forgotten while open: its bill stays as booked
    SandboxEntry &entry = m_entries[size_t(sequence - first)];
    rebill(entry, entry.billedMicros, closing.billedMicros);
    entry.billedMicros = closing.billedMicros;
    entry.status = closing.status;
    entry.answered = closing.answered;
    if (!closing.bodySha256.isEmpty())
        entry.bodySha256 = closing.bodySha256;
    entry.open = false;
    write(entry);
}

void SandboxLedger::rebill(const SandboxEntry &entry, qint64 from, qint64 to)
{
    m_totals.billedMicros += to - from;
    if ((from > 0) == (to > 0))
        return;
    m_totals.billedRequests += to > 0 ? 1 : -1;
    if (entry.identity().isEmpty())
        return;
    int &times = m_billedTimes[entry.identity()];
    if (to > 0)
        m_totals.paidTwice += times++ > 0 ? 1 : 0;
    else
        m_totals.paidTwice -= --times > 0 ? 1 : 0;
}

void SandboxLedger::forgetOldest()
{
    const SandboxEntry &oldest = m_entries.front();
    if (oldest.billedMicros > 0) {
        const auto times = m_billedTimes.find(oldest.identity());
        if (times != m_billedTimes.end() && --*times == 0)
            m_billedTimes.erase(times);
    }
    m_entries.pop_front();
}

void SandboxLedger::write(const SandboxEntry &entry)
{
    if (!m_file.isOpen())
        return;
    // Flushed to the kernel each time, so that the lines outlive this process however it ends.
    m_file.write(QJsonDocument(toJson(entry)).toJson(QJsonDocument::Compact) + '\n');
    m_file.flush();
}

SandboxTotals SandboxLedger::totals() const
{
    const std::lock_guard lock(m_mutex);
    SandboxTotals own = m_totals;
    // A shared map is written to as soon as its last reader lets go of it, in an order that ThreadSanitizer cannot see.
    own.violations.detach();
    own.faults.detach();
    own.statuses.detach();
    own.operations.detach();
    return own;
}

SandboxLedgerView SandboxLedger::view(qint64 after, qsizetype limit) const
{
    const std::lock_guard lock(m_mutex);
    SandboxLedgerView view{m_totals, {}};
    const qint64 first = m_entries.empty() ? 0 : m_entries.front().sequence;
    for (size_t i = size_t(std::max<qint64>(0, after + 1 - first)); i < m_entries.size() && view.entries.size() < limit;
         ++i)
        view.entries.append(m_entries[i]);
    return view;
}

} // namespace fornada
