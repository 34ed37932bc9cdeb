#include "sim_host.h"

namespace fornada::sim {

SimHost::SimHost(World world)
    : m_port(
          world.loop, world.store, world.faults, world.dice,
          [this](bool ok) {
              m_runtime.handleStoreHealth(ok ? Status() : Status(Error{ErrorKind::DiskFull, {}, {}}));
          },
          [this](const std::function<void()> &all) {
              m_runtime.beginBurst(); // as the engine's inbox does
              all();
              m_runtime.endBurst();
          })
    , m_transport(world.loop, world.clock, world.faults, world.dice, world.provider, world.connections, world.wireWatch)
    , m_workers(world.loop, world.faults, world.dice)
    , m_timer(world.loop, world.clock, [this] { m_runtime.tick(); })
    , m_keys(world.faults)
    , m_notifier(world.told)
    , m_seams{world.clock, world.engineRandom, m_port, m_transport, world.files, m_workers,
              m_timer,     m_notifier,         m_keys, m_redactor}
    , m_runtime(m_seams, Folders{QStringLiteral("spool"), QStringLiteral("results"), QStringLiteral("fetched")},
                world.atHand)
    , m_control(m_runtime, m_seams)
{
    m_transport.setSink([this](WireEvent event) { m_runtime.handleWire(std::move(event)); });
}

void SimHost::start(std::function<void(Result<RecoveryCard>)> started)
{
    m_runtime.start(false, [this, started = std::move(started)](Result<RecoveryCard> card) {
        m_ready = bool(card);
        started(std::move(card));
    });
}

void SimHost::addBatch(BatchOrder order, CommandReply reply)
{
    OperationRecord record;
    record.at = m_seams.clock.now().wall;
    record.by = QStringLiteral("sim");
    record.command = QStringLiteral("batch.create");
    record.subject = order.batch.name;
    m_control.adder().add(std::move(order), record, std::move(reply));
}

void SimHost::execute(const QString &name, const QJsonObject &args, CommandReply reply)
{
    m_control.execute({name, args, QStringLiteral("sim")}, std::move(reply));
}

} // namespace fornada::sim
