#pragma once

#include "models/job_view.h"
#include "window/ui_context.h"

#include <QScrollArea>
#include <QTimer>

class QLabel;
class QPlainTextEdit;

namespace fornada {

class Actions;
class AttemptList;
class FactList;
class LineageList;
class RawAnswer;
class ResultPreview;
class SegmentBar;

// The details of what is selected: one job, one batch, or how many of either. UI thread; owned by the main window.
class Inspector final : public QScrollArea {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Inspector)
public:
    Inspector(const UiContext &context, const Actions &actions, QWidget *parent = nullptr);
    void setSelection(const Selection &selection);

Q_SIGNALS:
    void jobWanted(fornada::BatchId batch, fornada::JobId job);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void buildParts();
    QLabel *addSection(QWidget *body);
    void refresh();
    void readJob();
    void showJob(const JobView &view);
    static QString askedTitle(const JobView &view);
    void showBatch(const Batch &batch);
    void showMany(const QString &title);
    // Of the parts that come and go, these stay.
    void showOnly(const QList<QWidget *> &parts);
    QString whyWaiting(const JobDetail &detail) const;
    void countDown();

    const UiContext m_context;
    const Actions &m_actions;
    Selection m_selection;
    ReadTicket m_reading;
    QTimer m_refresh;
    JobId m_shownJob;
    std::optional<JobDetail> m_waiting; // what is shown, while it waits
    QTimer m_seconds;

    QLabel *m_shape, *m_title, *m_subtitle, *m_state, *m_why;
    SegmentBar *m_bar;
    ResultPreview *m_preview;
    FactList *m_facts;
    QLabel *m_promptTitle, *m_settingsTitle, *m_fieldsTitle, *m_attemptsTitle, *m_lineageTitle;
    QPlainTextEdit *m_prompt;
    FactList *m_settings, *m_fields;
    AttemptList *m_attempts;
    RawAnswer *m_raw;
    LineageList *m_lineage;
    QWidget *m_batchButtons, *m_jobButtons, *m_body;
};

} // namespace fornada
