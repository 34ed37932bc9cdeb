#include "widgets/lineage_list.h"

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
    , m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(0);
}

void LineageList::setJobs(const QList<JobRow> &jobs, JobId current)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const JobRow &job : jobs.first(std::min(kMostShown, jobs.size()))) {
        const QString name = job.fanKey.isEmpty() ? job.step : QStringLiteral("%1 · %2").arg(job.step, job.fanKey);
        auto *line = new QPushButton(QStringLiteral("%1, %2").arg(name, stateName(job.state)));
        line->setProperty("role", QStringLiteral("link"));
        line->setIcon(m_theme.stateShape(job.state, space::shape, devicePixelRatioF()));
        line->setEnabled(job.id != current);
        line->setToolTip(job.id == current ? tr("The job shown above") : tr("Go to this job"));
        connect(line, &QPushButton::clicked, this,
                [this, batch = job.batch, id = job.id] { Q_EMIT jobWanted(batch, id); });
        m_lines->addWidget(line, 0, Qt::AlignLeft);
    }
    if (jobs.size() > kMostShown)
        m_lines->addWidget(new QLabel(tr("… and %n more", nullptr, int(jobs.size() - kMostShown))));
}

} // namespace fornada
