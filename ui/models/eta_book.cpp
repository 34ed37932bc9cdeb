#include "models/eta_book.h"

#include "models/batch_model.h"
#include "store/reader_eta.h"

namespace fornada {

namespace {

constexpr std::chrono::seconds kApart(2); // a finishing time need not be newer
constexpr qint64 kMinutesBack = 60;

QString gateOwner(const GateFace &gate)
{
    return (gate.owner == GateFace::Owner::Queue ? QStringLiteral("queue:") : QStringLiteral("account:")) + gate.scope;
}

} // namespace

EtaBook::EtaBook(ReadDesk &desk, const Pulse &pulse, BatchModel &batches, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_pulse(pulse)
    , m_batches(batches)
{
    connect(&pulse, &Pulse::beat, this, [this] {
        if (m_pulse.now() - m_last >= kApart || m_pulse.now() < m_last)
            refresh();
    });
}

EtaBook::~EtaBook()
{
    m_reading.cancel();
}

void EtaBook::refresh()
{
    if (m_reading.isOpen())
        return;
    m_last = m_pulse.now();
    const qint64 minute = std::chrono::floor<std::chrono::minutes>(m_last).time_since_epoch().count();
    const auto work = [minute](ReadPort &port, const ReadDesk::Cancelled &) -> Result<EtaFacts> {
        const auto metrics = port.metrics(minute - kMinutesBack);
        return metrics ? readEtaFacts(port, *metrics) : Result<EtaFacts>(metrics.error());
    };
    m_reading = m_desk.read<EtaFacts>(this, work, [this](Result<EtaFacts> facts) {
        if (facts)
            take(std::move(*facts));
    });
}

void EtaBook::take(EtaFacts facts)
{
    const Vitals &vitals = m_pulse.vitals();
    facts.running = vitals.known && !vitals.paused && vitals.storageOk;
    for (const GateFace &gate : vitals.gates)
        if (gate.kind == WaitReason::DailyCap && gate.owner != GateFace::Owner::Model)
            facts.usedToday.insert(gateOwner(gate), gate.used);
    facts.foreseen = vitals.ends;
    facts.waits = vitals.laneWaits();
    const Wall now = m_pulse.now();
    m_etas.clear();
    for (const Batch &batch : std::as_const(facts.batches))
        m_etas.insert(batch.id, etaOf(batch, facts, now));
    m_all = etaOfAll(facts, now);
    m_batches.setEtas(m_etas, now);
    Q_EMIT changed();
}

} // namespace fornada
