#pragma once

#include "models/setup_book.h"
#include "models/setup_model.h"
#include "pages/page.h"

class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace fornada {

class QueuesDetail;

// Queues and accounts, live: what they wait for, what they allow, and everything that can be done with them.
// UI thread; owned by the main window.
class QueuesPage final : public Page {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QueuesPage)
public:
    explicit QueuesPage(const UiContext &context, QWidget *parent = nullptr);

    bool wantsInspector() const override { return false; }
    void addAccount();
    void addQueue(const QString &preset = {});
    SetupBook &book() { return m_book; }
    bool selectQueue(const QString &name);
    bool selectAccount(const QString &name);

protected:
    void setSearch(const QString &text) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHeader();
    QTableView *makeTable(SetupModel &model, const char *name);
    // What stands in place of an empty list.
    struct EmptyWords {
        QLabel *title = nullptr, *text = nullptr;
        void set(const QString &what, const QString &why) const;
    };
    QWidget *makeEmpty(EmptyWords &words, QPushButton *first = nullptr);
    void setTexts();
    void fillPresets();
    void refresh();
    void showChosen(QTableView *table);
    void editChosen();

    const UiContext m_context;
    SetupBook m_book;
    SetupModel m_queueModel, m_accountModel;
    QLabel *m_title = nullptr, *m_count = nullptr, *m_accountsTitle = nullptr;
    EmptyWords m_noQueues, m_noAccounts;
    QPushButton *m_newQueue = nullptr, *m_addAccount = nullptr, *m_firstQueue = nullptr;
    QMenu *m_presets = nullptr;
    QTableView *m_queues = nullptr, *m_accounts = nullptr;
    QStackedWidget *m_queueStack = nullptr, *m_accountStack = nullptr;
    QueuesDetail *m_detail = nullptr;
};

} // namespace fornada
