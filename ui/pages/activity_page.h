#pragma once

#include "models/activity_model.h"
#include "pages/page.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace fornada {

// The journal: everything that happened and that somebody did, with undo where that is possible. A double click goes to
// the batch it is about. UI thread; owned by the main window.
class ActivityPage final : public Page {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityPage)
public:
    explicit ActivityPage(const UiContext &context, QWidget *parent = nullptr);

    QString copyText() const override;
    QHeaderView *header() const override;
    bool wantsInspector() const override { return false; }
    ActivityModel &model() const { return *m_model; }

Q_SIGNALS:
    void batchWanted(fornada::BatchId batch);
    void undoWanted(qint64 operation);

protected:
    void setSearch(const QString &text) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHeader();
    void makeTable();
    void setTexts();
    void showState();
    const ActivityRow *current() const;
    void openCurrent();
    void showMenu(QPoint at);

    const UiContext m_context;
    ActivityModel *m_model;
    QTableView *m_table = nullptr;
    QComboBox *m_kind = nullptr;
    QLabel *m_title = nullptr, *m_nothing = nullptr;
    QPushButton *m_undo = nullptr;
    QStackedWidget *m_stack;
    QTimer m_typing, m_coalesce;
    QString m_text;
};

} // namespace fornada
