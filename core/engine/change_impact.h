#pragma once

#include "engine/runtime.h"

#include <QHash>
#include <QSet>

namespace fornada {

// A result that would be another if it were asked for now.
struct StaleJob {
    JobId id;
    qint64 row = 0;
    QString rowKey, step, fanKey;
    QString because; // the step whose change it follows; empty: its own request has changed
    Money most;      // what making it again may cost
};

struct StepImpact {
    QString step;
    Operation operation = Operation::Image;
    qint64 made = 0, stale = 0, unclear = 0;
    Money most;
    qint64 credits = 0; // what making the stale ones again costs the client
};

// What a batch's results have become since its wording was changed.
struct Impact {
    qint64 made = 0, stale = 0;
    qint64 unclear = 0; // what they were asked with, or would be now, is not known
    qint64 notMade = 0; // wait, or are on their way
    Money most;
    QList<StepImpact> steps; // those that have results, in the recipe's order
    QList<JobId> jobs;       // the stale ones, in id order
    QList<StaleJob> first;   // of these, as many as were asked for
};

// Counts it up, a job after the other in id order. Any one thread at a time.
class ImpactTally {
public:
    ImpactTally(const Recipe &recipe, int listed);

    // plan: what a job of its step is asked with now (its input is put in here); nothing when its account or step is
    // gone.
    void take(const MadeJob &made, RequestPlan *plan, FileIo &files);
    const Impact &impact() const { return m_impact; }

private:
    struct Changing {
        QString step, fanKey;
    };

    QString changingParent(const Step &step, const QString &fanKey) const;
    StepImpact &lineOf(const Step &step);
    void addStale(const MadeJob &made, const Step &step, const QString &because);

    const QList<Step> m_steps;
    const QSet<QString> m_users; // steps whose words come from their parents' results
    const int m_listed;
    TemplateCache m_templates;
    Impact m_impact;
    RowId m_row;
    QList<Changing> m_changing; // of the row: will have other results than they had
};

// Looks at every job of the batch without sending anything: pages from the store, the hashing on the pool.
void assessImpact(const Runtime &runtime, Seams seams, BatchId batch, int listed,
                  std::function<void(Result<Impact>)> done);

} // namespace fornada
