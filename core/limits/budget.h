#pragma once

#include "model/batch.h"
#include "model/outcome.h"
#include "model/wait_reason.h"

#include <QDate>
#include <QHash>
#include <QMap>
#include <QString>

#include <optional>

namespace fornada {

// Which pots a job's money comes from. Day is the operator's local day.
struct BudgetScopes {
    BatchId batch;
    AccountId account;
    QString client;
    QDate day;
    friend bool operator==(const BudgetScopes &, const BudgetScopes &) = default;
};

// Reserved, spent and possibly charged per batch, account (and its day), client and day, with their caps. Pure; one
// thread. Invariant: nothing in flight means nothing reserved; counted() of a capped pot never exceeds the cap by a
// reservation.
class BudgetBook {
public:
    void setBatchCap(BatchId batch, std::optional<Money> cap);
    void setAccountDayCap(AccountId account, std::optional<Money> cap);
    void setClientCap(const QString &client, std::optional<Money> cap);
    void setDayCap(std::optional<Money> cap);
    void load(BatchId batch, const Totals &totals);
    void loadAccountDay(AccountId account, QDate day, const Totals &totals);
    void loadClient(const QString &client, const Totals &totals);
    void loadDay(QDate day, const Totals &totals);
    void forget(BatchId batch);

    // Is there a cap besides the batches' own: of the account, the client, or the day?
    bool isCapped(AccountId account, const QString &client) const;

    // Would this amount fit in every pot? Otherwise the first pot that refuses.
    Opening mayReserve(const BudgetScopes &scopes, Money amount) const;
    void reserve(const BudgetScopes &scopes, Money amount);
    // Ends a reservation: none frees it, actual moves the real amount to spent, maybe to possibly charged.
    void settle(const BudgetScopes &scopes, Money reserved, const Charge &charge, bool wasted);
    // The operator resolved a possible charge: it becomes spent, or nothing.
    void resolve(const BudgetScopes &scopes, Money maybe, bool charged);

    Totals batch(BatchId batch) const;
    Totals day(QDate day) const;

private:
    struct Pot {
        Totals totals;
        std::optional<Money> cap;
    };
    struct DayBook {
        Totals all;
        QHash<AccountId, Totals> accounts;
    };
    template<class Visit>
    void eachPot(const BudgetScopes &scopes, Visit visit);
    // Days that are over and owe nothing are not needed any more.
    void dropOldDays();

    QHash<BatchId, Pot> m_batches;
    QHash<QString, Pot> m_clients;
    QHash<AccountId, Money> m_accountDayCaps;
    std::optional<Money> m_dayCap;
    // A job's money stays on the day it was reserved, so a day can outlive its midnight.
    QMap<QDate, DayBook> m_days;
};

} // namespace fornada
