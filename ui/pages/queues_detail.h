#pragma once

#include "models/setup_book.h"
#include "models/setup_model.h"
#include "window/ui_context.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace fornada {

class FactList;
class GateList;

// One queue or account: what can be done with it, its gates counting, its facts, and when its limits went down.
// UI thread; part of the queues page.
class QueuesDetail final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QueuesDetail)
public:
    QueuesDetail(const UiContext &context, const SetupBook &book, QWidget *parent = nullptr);

    void showQueue(const QString &name);
    void showAccount(const QString &name);
    QString name() const { return m_name; }
    bool isQueue() const { return m_isQueue; }
    void refresh();
    void popUpMenu(QPoint at);

Q_SIGNALS:
    void editWanted();
    void changed();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeButtons();
    QLabel *sectionTitle() const;
    void setTexts();
    void choose(const QString &name, bool isQueue);
    void showGates();
    void showQueueFacts(const Queue &queue);
    void showAccountFacts(const Account &account);
    void showHistory(const QList<PaceDrop> &drops);
    bool isPaused() const;
    void pauseOrResume();
    void test();
    void clearOrRemove();
    void clearQueue();
    void removeAccount();
    void tell(const QString &text, const char *role);
    void run(const QString &command, const QJsonObject &args, std::function<void(const QJsonObject &)> done = {});

    const UiContext m_context;
    const SetupBook &m_book;
    QString m_name;
    bool m_isQueue = true;
    quint64 m_shown = 0; // grows with every other thing shown: late answers are not for it
    QTimer m_seconds;

    QLabel *m_title, *m_second, *m_result, *m_gatesTitle, *m_factsTitle, *m_historyTitle, *m_history, *m_nothing;
    QPushButton *m_pause = nullptr, *m_edit = nullptr, *m_test = nullptr, *m_drop = nullptr;
    GateList *m_gates;
    QVBoxLayout *m_modelGates;
    FactList *m_facts;
    QWidget *m_body;
    QScrollArea *m_scroll;
};

} // namespace fornada
