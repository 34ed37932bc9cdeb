#pragma once

#include "sim_extras.h"
#include "sim_host.h"
#include "sim_oracle.h"

namespace fornada::sim {

// The person at the controls: sets things up, does random things, and in the end helps everything to finish.
// Every acknowledgement goes to the oracle and to the provider's judges.
class Operator {
public:
    using Trace = std::function<void(const QString &)>;

    Operator(Loop &loop, Dice &dice, Extras &extras, Oracle &oracle, Provider &provider, WatchedStore &store,
             Trace trace);
    void setHost(SimHost *host) { m_host = host; }

    // Accounts and queues, one after the other; then done.
    void setUp(std::function<void()> done);
    void addRandomBatch();
    void actAtRandom();
    // What only some worlds have (sim_extras.cpp).
    void addTokenBatch();
    void addHugeBatch();
    void changeClientBudget();
    // Does what the state of things asks a person for, and nothing else.
    void help();
    void ignoreDaysOfQueues();
    // The program was started again: the limits on file are in force.
    void readLimits();

private:
    struct Order {
        QString name;
        QJsonObject args;
    };
    void orderExtras(QList<Order> &orders);
    void takeOut(BatchId id);
    void addBatch(BatchOrder order, std::function<void(BatchId)> added = {});
    void execute(const QString &name, const QJsonObject &args, CommandReply reply = {});
    void pause(const QString &scope, const QString &name, const QJsonObject &args);
    void resume(const QString &scope, const QString &name, const QJsonObject &args);
    using Limits = QMap<QString, LimitSet>; // by the scope of their judge
    // A command that changes these.
    void limit(const QString &name, const QJsonObject &args, const Limits &asked);
    void setQueueLimits(const QString &queue);
    void setAccountLimits(const QString &account, Dice &dice);
    void actOnBatch(const Batch &batch);
    void startOrRelease(BatchId id, const QString &scope, const QJsonObject &args);
    void actOnJob(JobId job);
    // The last action, or one of the last: whatever it was, things may go again after it.
    void undo(const OperationRecord &operation);
    void undoSomething();
    // Judges, makes again, goes on with pilots, gives priorities: what later kinds of undo take back; and takes it
    // back.
    void judgeOrTakeBack(Dice &aside);
    void judge(const Batch &batch, Dice &aside);
    QJsonObject randomLimits(bool ofAccount) { return randomLimits(ofAccount, m_dice); }
    static QJsonObject randomLimits(bool ofAccount, Dice &dice);
    QJsonObject randomRetry();
    Recipe randomRecipe();
    static void addSecondModel(Recipe &recipe);
    Step randomJoin(const QList<Step> &steps, Dice &dice);
    QStringList queueNames() const;

    const QString kHuge = QStringLiteral("huge-"); // begins the names of batches that do not stay

    Loop &m_loop;
    Dice &m_dice;
    Extras &m_extras;
    Oracle &m_oracle;
    Provider &m_provider;
    WatchedStore &m_store;
    const Trace m_trace;
    SimHost *m_host = nullptr;
    int m_batches = 0;
    QStringList m_queues, m_accounts;
};

} // namespace fornada::sim
