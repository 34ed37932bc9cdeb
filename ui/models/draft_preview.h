#pragma once

#include "base/money.h"
#include "base/result.h"
#include "intake/field_mapping.h"
#include "intake/row_parts.h"
#include "intake/row_source.h"
#include "model/recipe.h"
#include "models/draft_spool.h"
#include "recipes/job_context.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QJsonArray>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace fornada {

// What a batch is to be made of.
struct Draft {
    RowsPlace place; // of a database without a query: its first table
    Recipe recipe;   // with the parameters of this batch
    QString name, client;
    FieldMapping chosen;                // by the operator, now or last time; an empty column means: from none
    std::optional<RowParts> parts = {}; // of the place, when they are known already
};

// What would become of a draft, without any network.
struct DraftPreview {
    static constexpr qint64 kMostCounted = 2'000'000;

    std::optional<Error> error; // the file as a whole cannot be used
    RowsPlace place;            // what was read
    Recipe recipe;              // its rows are worded with when they are looked at
    QString name, client;
    RowParts parts;
    QStringList columns;
    QStringList needed;   // fields that the recipe reads from a row
    QStringList optional; // others, that it makes something of where they are there
    FieldMapping mapping; // where each comes from
    QStringList unmapped; // from nowhere: no row can be used before that is chosen
    std::shared_ptr<DraftSpool> rows;
    qint64 good = 0, bad = 0, jobs = 0;
    bool more = false; // counting stopped before the end of the file
};

// A row to be looked at closely.
struct DraftLook {
    QString problem; // why it is left out
    JobPlace place;  // of its requests, but for their fan-out
    QJsonArray marks;
    bool isLooked = false; // its requests were looked up in the cache
};

// Any thread; ends early when cancelled.
DraftPreview previewDraft(const Draft &draft, const std::atomic_bool &cancelled);

// The rows of a draft as a table, read on a thread of its own whenever the draft changes. UI thread.
class DraftModel final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DraftModel)
public:
    enum Column { Line, Key, Prompt, Note, Count };

    explicit DraftModel(QObject *parent = nullptr);
    ~DraftModel() override;

    void setDraft(const Draft &draft);
    void setOnlyProblems(bool only);
    bool isOnlyProblems() const { return m_onlyProblems; } // ends by itself where nothing is left out
    // What the engine knows of single rows (its answer to batch.plan); empty: nothing yet.
    void setSheet(const QJsonObject &sheet);
    qint64 leftOut() const { return qint64(m_problems.size()); }
    // The engine's word for a step: account, model, what one costs.
    QJsonObject callOf(const QString &step) const { return m_calls.value(step); }
    DraftLook look(int line) const;
    const DraftPreview &preview() const { return m_preview; }
    bool isReading() const { return bool(m_cancelled); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void changed();

private:
    void stop();
    void take(const DraftPreview &preview);
    struct Seen {
        DraftRow row;
        QString prompt; // what is asked first
    };
    const Seen &rowAt(int line) const;
    int placeOf(int line) const { return m_onlyProblems ? m_problems.at(line) : line; }
    JobPlace placeFor(int place, const DraftRow &row) const;
    bool isLooked(int place) const;
    QJsonObject markOf(int place) const;

    QThreadPool m_pool;
    std::shared_ptr<std::atomic_bool> m_cancelled; // of the reading under way
    DraftPreview m_preview;
    mutable QCache<int, Seen> m_seen{400};
    QHash<int, QJsonArray> m_marks; // by the row's place in the file
    QHash<QString, QJsonObject> m_calls;
    qint64 m_lookedRows = 0;
    QList<int> m_problems; // rows that are left out, in order
    bool m_onlyProblems = false;
};

} // namespace fornada
