#pragma once

#include "limits/eta.h"
#include "models/pulse.h"

namespace fornada {

class BatchModel;

// When each batch will be done, kept fresh while something runs. The estimate itself is limits/eta. UI thread; owned by
// the composition root.
class EtaBook final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EtaBook)
public:
    EtaBook(ReadDesk &desk, const Pulse &pulse, BatchModel &batches, QObject *parent = nullptr);
    ~EtaBook() override;

    Eta of(BatchId batch) const { return m_etas.value(batch, Eta{EtaKind::Done, {}, {}}); }
    const Eta &all() const { return m_all; }

Q_SIGNALS:
    void changed();

private:
    void refresh();
    void take(EtaFacts facts);

    ReadDesk &m_desk;
    const Pulse &m_pulse;
    BatchModel &m_batches;
    ReadTicket m_reading;
    Wall m_last = {};
    QHash<BatchId, Eta> m_etas;
    Eta m_all{EtaKind::Done, {}, {}};
};

} // namespace fornada
