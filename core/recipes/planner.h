#pragma once

#include "base/result.h"
#include "model/queue.h"
#include "model/recipe.h"
#include "recipes/job_context.h"
#include "recipes/template.h"

#include <QHash>
#include <QJsonObject>
#include <QMap>

#include <optional>

namespace fornada {

// Where a step's jobs go and what one of them costs at worst.
struct StepTarget {
    QueueId queue;
    AccountId account;
    QString model;
    Money worstCase;
    qint64 tokens = 0;
};

struct PlannedJob {
    QString step;
    QString fanKey;
    StepTarget target;
    int pendingParents = 0;
};

struct PlannedRow {
    QString key;
    bool hasName = false; // else the key is its number
    QList<PlannedJob> jobs;
};

// What the fields that name a row say; empty when one of them is.
QString rowName(const Recipe &recipe, const QJsonObject &fields);

// The names that each wording of a prompt of this step needs: its rows' fields, and what its batch sets (params.x).
QStringList promptNeeds(const Step &step);

// Decides, when a batch is added, which jobs a row becomes. Pure; made once for a batch and used for all its rows.
class Planner {
public:
    Planner(Recipe recipe, QMap<QString, StepTarget> targets, QJsonObject parameters);

    // Fields that every row must have, in order of first use.
    QStringList neededFields() const;
    // Others that it makes something of where a row has them: those of sections, and the one that names a row.
    QStringList optionalFields() const;
    // FieldMissing when a required field or a field that a template will use for this row is not there or empty.
    Result<PlannedRow> plan(qint64 rowNumber, const QJsonObject &fields, const QString &client = {}) const;

private:
    // A field that templates need, and the first place that does.
    struct Need {
        QString field;
        QString place;
    };
    // A template that may need more than that: whether it does depends on the row.
    struct Look {
        QString step;
        Template source;
        QString place;
        bool takesResults = false;
        QJsonObject results = {}; // the same for every row, where nothing fans out
    };
    void collectNeeds(const Step &step);
    void collectNeeds(const Step &step, const QString &source, const QString &place);
    bool isNeeded(const QString &field) const;
    void collectNeedsIn(const Step &step, const QJsonValue &value, const QString &place);
    void plainRows();
    Status planSteps(const QJsonObject &fields, QList<PlannedJob> &jobs) const;
    bool mayLack(const Look &look) const;
    Status look(const PlannedRow &row, JobPlace place) const;

    const Recipe m_recipe;
    const QMap<QString, StepTarget> m_targets; // by step id
    const QJsonObject m_parameters;
    QList<PlannedJob> m_jobs;     // of every row, when nothing fans out; constant after construction
    QList<Need> m_needs;          // row fields; constant after construction
    QStringList m_used;           // row fields that templates use at all; constant after construction
    QList<Look> m_looks;          // constant after construction
    std::optional<Error> m_fault; // no row can be planned; constant after construction
};

} // namespace fornada
