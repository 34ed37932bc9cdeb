#pragma once

#include "models/columns.h"
#include "models/pulse.h"
#include "models/setup_book.h"

#include <QAbstractTableModel>

namespace fornada {

// How a queue or account stands, for its shape in a list.
enum class Standing { Open, Waiting, Paused, NeedsYou };

// A queue or an account as the list shows it.
struct SetupRow {
    QString name;
    QString second; // the account of a queue, the provider of an account
    Standing standing = Standing::Open;
    QString sentence; // why it is closed and until when
    StateCounts counts;
};

// The gates that are closed longest decide what is said: one that needs a person first, then the latest opening.
const GateFace *tightestGate(const QList<GateFace> &gates);

// All queues, or all accounts, with how they stand now. UI thread; owned by the page.
class SetupModel final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SetupModel)
public:
    enum class Of { Queues, Accounts };

    SetupModel(Of of, const SetupBook &book, const Pulse &pulse, QObject *parent = nullptr);

    const ColumnTable<SetupRow> &columns() const;
    // Names are what a row is known by: they are unique and do not change.
    int rowOf(const QString &name) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void refresh();

private:
    QList<SetupRow> fresh() const;
    SetupRow standing(SetupRow row, bool paused, GateFace::Owner owner) const;

    const Of m_of;
    const SetupBook &m_book;
    const Pulse &m_pulse;
    QList<SetupRow> m_rows;
};

} // namespace fornada
