#pragma once

#include "store/reader.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace fornada {

class Theme;

// The jobs of one row, in order: which came before the one looked at and which wait for it. A click goes there.
// UI thread.
class LineageList final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LineageList)
public:
    explicit LineageList(const Theme &theme, QWidget *parent = nullptr);
    void setJobs(const QList<JobRow> &jobs, JobId current);

Q_SIGNALS:
    void jobWanted(fornada::BatchId batch, fornada::JobId job);

private:
    void makeLines(const QList<JobRow> &jobs);

    const Theme &m_theme;
    QVBoxLayout *m_layout;
    QLabel *m_more;
    QList<JobId> m_jobs; // that have a line each
    QList<QPushButton *> m_lines;
};

} // namespace fornada
