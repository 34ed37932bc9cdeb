#include "widgets/lineage_list.h"

#include "text/name_text.h"
#include "text/state_text.h"
#include "theme/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace fornada {

namespace {
constexpr qsizetype kMostShown = 40;
}

LineageList::LineageList(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
    , m_more(new QLabel)
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_more);
}

// A button must not vanish under the click, nor the focus with it: the same jobs keep theirs.
void LineageList::setJobs(const QList<JobRow> &jobs, JobId current)
{
    const QList<JobRow> shown = jobs.first(std::min(kMostShown, jobs.size()));
    QList<JobId> ids;
    for (const JobRow &job : shown)
        ids.append(job.id);
    if (ids != m_jobs)
        makeLines(shown);
    m_jobs = ids;
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const JobRow &job = shown.at(i);
        const QString name = job.fanKey.isEmpty() ? job.step : QStringLiteral("%1 · %2").arg(job.step, job.fanKey);
        QPushButton *line = m_lines.at(i);
        line->setText(buttonText(QStringLiteral("%1, %2").arg(name, stateName(job.state))));
        line->setIcon(m_theme.stateShape(job.state, space::shape, devicePixelRatioF()));
        line->setEnabled(job.id != current);
        line->setToolTip(job.id == current ? tr("The job shown above") : tr("Go to this job"));
    }
    const int more = int(jobs.size() - shown.size());
    m_more->setText(tr("… and %Ln more", nullptr, more));
    m_more->setVisible(more > 0);
}

void LineageList::makeLines(const QList<JobRow> &jobs)
{
    for (QPushButton *gone : std::as_const(m_lines)) {
        m_layout->removeWidget(gone);
        gone->hide();
        gone->deleteLater(); // it may be the one that was clicked
    }
    m_lines.clear();
    for (const JobRow &job : jobs) {
        auto *line = new QPushButton;
        line->setProperty("role", QStringLiteral("link"));
        connect(line, &QPushButton::clicked, this,
                [this, batch = job.batch, id = job.id] { Q_EMIT jobWanted(batch, id); });
        m_layout->insertWidget(int(m_lines.size()), line, 0, Qt::AlignLeft);
        m_lines.append(line);
    }
}

} // namespace fornada
