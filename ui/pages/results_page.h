#pragma once

#include "models/result_model.h"
#include "pages/page.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QListView;
class QStackedWidget;

namespace fornada {

class Actions;
class PeopleFilter;

// What came out: pictures, texts and sounds side by side, newest first. UI thread; owned by the main window.
class ResultsPage final : public Page {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResultsPage)
public:
    ResultsPage(const UiContext &context, const Actions &actions, QWidget *parent = nullptr);

    Selection selection() const override;
    void showBatch(BatchId batch);
    ResultModel &model() const { return *m_model; }

Q_SIGNALS:
    void jobWanted(fornada::BatchId batch, fornada::JobId job);

protected:
    void setSearch(const QString &text) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHeader();
    void makeGallery();
    void spreadTiles();
    void fillBatches();
    void ask();
    void refresh();
    void showMenu(QPoint at);
    const ResultTile *current() const;

    const UiContext m_context;
    const Actions &m_actions;
    ResultModel *m_model;
    QListView *m_gallery = nullptr;
    QSize m_tile; // at least
    PeopleFilter *m_people = nullptr;
    QComboBox *m_batch = nullptr;
    QLabel *m_title = nullptr, *m_count = nullptr, *m_nothing = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTimer m_typing;
    QString m_text;
    BatchId m_wantedBatch;
    BatchId m_remembered; // chosen before the last end; until the batches are read
};

} // namespace fornada
