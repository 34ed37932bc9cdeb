#include "engine/control.h"
#include "engine/price_file.h"

// The operator's own price table, read again while everything runs.
namespace fornada {

void Control::priceReload(Args &, CommandReply reply)
{
    const auto read = std::make_shared<PricesInForce>();
    const auto look = [read, files = &m_seams.files, folder = m_runtime.folders().data] {
        *read = readPrices(*files, folder);
    };
    m_seams.workers.run(look, [this, read, reply] {
        m_runtime.setPrices(std::move(read->table), read->fault);
        tellPriceFault();
        if (read->fault)
            reply(*read->fault);
        else
            reply(QJsonObject{{QStringLiteral("loaded"), true}});
    });
}

void Control::tellPriceFault()
{
    if (const auto event = priceEvent())
        m_runtime.tellPeople(*event);
}

// Stands as long as the table cannot be used.
std::optional<Event> Control::priceEvent() const
{
    const auto &fault = m_runtime.priceFault();
    if (!fault)
        return std::nullopt;
    Event event;
    event.at = m_seams.clock.now().wall;
    event.level = EventLevel::Problem;
    event.kind = QStringLiteral("pricesUnread");
    event.subject = fault->subject;
    event.facts = toJson(*fault);
    return event;
}

} // namespace fornada
