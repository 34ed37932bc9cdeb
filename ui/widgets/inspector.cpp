#include "widgets/inspector.h"

#include "models/batch_model.h"
#include "models/short_texts.h"
#include "results/results_folder.h"
#include "text/cache_text.h"
#include "text/request_text.h"
#include "text/result_text.h"
#include "text/state_text.h"
#include "widgets/attempt_list.h"
#include "widgets/deed_grid.h"
#include "widgets/fact_list.h"
#include "widgets/inspector_facts.h"
#include "widgets/keep_translated.h"
#include "widgets/lineage_list.h"
#include "widgets/raw_answer.h"
#include "widgets/result_preview.h"
#include "widgets/segment_bar.h"
#include "window/actions.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>

namespace fornada {

namespace {

constexpr std::chrono::milliseconds kRefresh(400);
constexpr qsizetype kLongestTitle = 90;

// A name that is a whole brief leaves room for what the panel is for.
void setTitle(QLabel &label, const QString &name)
{
    const QString plain = name.simplified();
    label.setText(plain.size() > kLongestTitle ? plain.left(kLongestTitle - 1).trimmed() + u'…' : plain);
    label.setToolTip(plain.size() > kLongestTitle ? plain : QString());
}

} // namespace

Inspector::Inspector(const UiContext &context, const Actions &actions, QWidget *parent)
    : QScrollArea(parent)
    , m_context(context)
    , m_actions(actions)
{
    build();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefresh);
    connect(&m_refresh, &QTimer::timeout, this, &Inspector::refresh);
    m_seconds.setInterval(std::chrono::seconds(1));
    connect(&m_seconds, &QTimer::timeout, this, &Inspector::countDown);
    connect(&context.pulse, &Pulse::beat, this, &Inspector::countDown); // it may wait for something else now
    connect(&context.link, &EngineLink::changed, this, [this](const Changes &changes) {
        const bool mine =
            changes.many || (!m_selection.jobs.isEmpty() && changes.jobs.contains(m_selection.jobs.first()));
        if (mine && isVisible() && !m_refresh.isActive())
            m_refresh.start();
    });
    connect(&context.batches, &BatchModel::refreshed, this, [this] {
        if (!m_selection.batches.isEmpty())
            refresh();
    });
    connect(&context.theme, &Theme::changed, this, &Inspector::refresh);
    keepTranslated(this, [this] {
        m_promptTitle->setText(tr("Prompt"));
        m_settingsTitle->setText(tr("Parameters"));
        m_fieldsTitle->setText(tr("Row"));
        m_attemptsTitle->setText(tr("Attempts"));
        m_lineageTitle->setText(tr("All jobs of this row"));
        m_prompt->setAccessibleName(tr("What is asked"));
        refresh();
    });
}

QLabel *Inspector::addSection(QWidget *body)
{
    auto *label = new QLabel;
    label->setProperty("role", QStringLiteral("section"));
    label->setFont(m_context.theme.font(TextSize::Small));
    body->layout()->addWidget(label);
    return label;
}

// What it tells, and what can be done about it.
void Inspector::buildParts()
{
    const Theme &theme = m_context.theme;
    m_why = new QLabel;
    m_why->setObjectName(QStringLiteral("why"));
    m_why->setWordWrap(true);
    m_why->setTextFormat(Qt::PlainText); // a provider's words may look like markup
    m_bar = new SegmentBar(theme);
    m_preview = new ResultPreview(theme);
    m_facts = new FactList;
    m_settings = new FactList;
    m_facts->setObjectName(QStringLiteral("facts"));
    m_settings->setObjectName(QStringLiteral("parameters"));
    m_fields = new FactList;
    m_fields->setObjectName(QStringLiteral("fields"));
    m_prompt = new QPlainTextEdit;
    m_prompt->setObjectName(QStringLiteral("prompt"));
    m_prompt->setReadOnly(true);
    m_prompt->setProperty("role", QStringLiteral("reading"));
    m_prompt->setFixedHeight(104);
    m_attempts = new AttemptList(theme);
    m_raw = new RawAnswer(m_context);
    m_lineage = new LineageList(theme);
    connect(m_lineage, &LineageList::jobWanted, this, &Inspector::jobWanted);
    using A = Actions;
    m_batchButtons =
        new DeedGrid(m_actions, {A::ReleaseBatch, A::StartBatch, A::StartPilot, A::PauseBatch, A::RetryFailed,
                                 A::ShowFailures, A::ShowJobs, A::ShowResults, A::ExportBatch, A::CancelBatch});
    m_jobButtons = new DeedGrid(m_actions, {A::ApproveJobs, A::RejectJobs, A::RerollJobs, A::RetryJobs, A::ResendJobs,
                                            A::CountJobs, A::GiveUpJobs, A::RaiseJobs, A::SkipJobs, A::CopyMessage,
                                            A::CancelJobs});
}

void Inspector::build()
{
    const Theme &theme = m_context.theme;
    m_body = new QWidget;
    m_body->setProperty("role", QStringLiteral("page"));
    auto *layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(space::normal, space::normal, space::normal, space::normal);
    layout->setSpacing(space::small);
    m_title = new QLabel;
    m_title->setFont(theme.font(TextSize::Title));
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    m_subtitle = new QLabel;
    m_subtitle->setProperty("role", QStringLiteral("muted"));
    m_subtitle->setWordWrap(true);
    m_subtitle->setTextFormat(Qt::PlainText);
    auto *stateRow = new QHBoxLayout;
    m_shape = new QLabel;
    m_shape->setFixedWidth(space::shape + 2);
    m_state = new QLabel;
    stateRow->setSpacing(6);
    stateRow->addWidget(m_shape);
    stateRow->addWidget(m_state, 1);
    buildParts();
    layout->addWidget(m_title);
    layout->addWidget(m_subtitle);
    layout->addLayout(stateRow);
    layout->addWidget(m_why);
    layout->addWidget(m_bar);
    layout->addWidget(m_batchButtons);
    layout->addWidget(m_jobButtons);
    layout->addWidget(m_preview);
    layout->addWidget(m_facts);
    layout->addSpacing(space::tight);
    m_promptTitle = addSection(m_body);
    layout->addWidget(m_prompt);
    m_settingsTitle = addSection(m_body);
    layout->addWidget(m_settings);
    m_attemptsTitle = addSection(m_body);
    layout->addWidget(m_attempts);
    layout->addWidget(m_raw);
    m_lineageTitle = addSection(m_body);
    layout->addWidget(m_lineage);
    m_fieldsTitle = addSection(m_body);
    layout->addWidget(m_fields);
    layout->addStretch();
    setWidget(m_body);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(280);
}

void Inspector::setSelection(const Selection &selection)
{
    if (selection == m_selection)
        return;
    m_selection = selection;
    refresh();
}

// Changes are not followed while nobody sees it.
void Inspector::showEvent(QShowEvent *event)
{
    QScrollArea::showEvent(event);
    refresh();
}

void Inspector::refresh()
{
    m_reading.cancel();
    const bool oneJob = m_selection.jobs.size() == 1;
    const Batch *batch =
        m_selection.batches.size() == 1 ? m_context.batches.batch(m_selection.batches.first()) : nullptr;
    if (oneJob)
        readJob();
    else if (batch)
        showBatch(*batch);
    else if (m_selection.anyJobs())
        showMany(tr("%1 jobs selected").arg(countText(m_selection.jobCount())));
    else if (!m_selection.batches.isEmpty())
        showMany(tr("%1 batches selected").arg(countText(m_selection.batches.size())));
    else
        showMany({});
}

void Inspector::readJob()
{
    const JobId id = m_selection.jobs.first();
    m_reading = m_context.reads.read<JobView>(
        this, [id](ReadPort &port, const ReadDesk::Cancelled &) { return readJobView(port, id); },
        [this](Result<JobView> view) {
            if (view)
                showJob(*view);
            else
                showMany(tr("This job is gone."));
        });
}

QString Inspector::whyWaiting(const JobDetail &detail) const
{
    const Job &job = detail.job;
    if (job.state == JobState::Unknown)
        return tr("Sent, but no answer came. It may have cost up to %1. Send it again, count it as charged, or give it "
                  "up.")
            .arg(moneyText(detail.possible));
    if (job.state == JobState::Review)
        return reviewText(job.message, costOf(detail), job.reserve);
    if (job.state != JobState::Queued && job.state != JobState::Blocked)
        return {};
    return m_context.pulse.vitals().whyWaiting({job.id, job.batch, detail.queueName, job.state, job.notBefore},
                                               m_context.batches.batch(job.batch), m_context.pulse.now());
}

// A waiting time that is told gets shorter; what does not wait costs nothing.
void Inspector::countDown()
{
    if (!m_waiting) {
        m_seconds.stop();
        return;
    }
    const QString why = whyWaiting(*m_waiting);
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    if (!m_seconds.isActive())
        m_seconds.start();
}

QString Inspector::askedTitle(const JobView &view)
{
    if (view.isCall)
        return view.isOpen ? tr("What is sent (parts of it come from earlier steps)") : tr("What is sent");
    return view.isOpen ? tr("Prompt (parts of it come from earlier steps)") : tr("Prompt");
}

void Inspector::showJob(const JobView &view)
{
    const JobDetail &d = view.detail;
    const Job &job = d.job;
    m_waiting = job.state == JobState::Queued ? std::optional(d) : std::nullopt;
    if (m_waiting)
        m_seconds.start();
    if (job.id != m_shownJob)
        verticalScrollBar()->setValue(0);
    m_shownJob = job.id;
    setTitle(*m_title, d.rowKey);
    m_subtitle->setText(QStringLiteral("%1 · %2").arg(d.batchName, job.step));
    m_shape->setPixmap(m_context.theme.stateShape(job.state, space::shape, devicePixelRatioF()));
    const QString said = job.state == JobState::Failed ? messageText(job.message) : QString();
    m_state->setText(stateName(job.state));
    const QString why = said.isEmpty() ? whyWaiting(d) : said;
    m_why->setText(why);
    m_facts->setFacts(jobFacts(d, m_context.pulse.now()));
    m_preview->setResults(d.results, resultsFolder(m_context.link.dataFolder()));
    m_prompt->setPlainText(view.asked);
    m_promptTitle->setText(askedTitle(view));
    const auto settings = factsOf(view.parameters);
    m_settings->setFacts(settings);
    m_attempts->setAttempts(d.attempts, d.accountNames, job.created);
    m_raw->setAttempts(d.attempts);
    m_lineage->setJobs(view.lineage, job.id);
    const auto fields = rowFacts(d.fields);
    m_fields->setFacts(fields);
    QList<QWidget *> parts = {m_subtitle, m_shape, m_state, m_jobButtons, m_facts};
    if (!d.results.isEmpty())
        parts.append(m_preview);
    if (!why.isEmpty())
        parts.append(m_why);
    if (!view.asked.isEmpty())
        parts += {m_promptTitle, m_prompt};
    if (!settings.isEmpty())
        parts += {m_settingsTitle, m_settings};
    if (!d.attempts.isEmpty())
        parts += {m_attemptsTitle, m_attempts, m_raw};
    if (view.lineage.size() > 1)
        parts += {m_lineageTitle, m_lineage};
    if (!fields.isEmpty())
        parts += {m_fieldsTitle, m_fields};
    showOnly(parts);
}

void Inspector::showBatch(const Batch &batch)
{
    m_shownJob = {};
    m_waiting.reset();
    setTitle(*m_title, batch.name);
    const QString recipe = m_context.batches.recipeTitle(batch);
    m_subtitle->setText(batch.client.isEmpty() ? recipe : QStringLiteral("%1 · %2").arg(batch.client, recipe));
    m_shape->setPixmap(m_context.theme.stateShape(batch.state, space::shape, devicePixelRatioF()));
    m_state->setText(stateText(batch));
    m_bar->setCounts(batch.counts);
    m_facts->setFacts(batchFacts(batch));
    showOnly({m_subtitle, m_shape, m_state, m_bar, m_batchButtons, m_facts});
}

// A title alone; without one, what the place is for.
void Inspector::showMany(const QString &title)
{
    m_shownJob = {};
    m_waiting.reset();
    setTitle(*m_title, title.isEmpty() ? tr("Nothing selected") : title);
    QList<QWidget *> parts;
    if (title.isEmpty()) {
        m_subtitle->setText(tr("Select a batch or a job to see its details."));
        parts.append(m_subtitle);
    }
    if (m_selection.batches.size() > 1)
        parts.append(m_batchButtons);
    if (m_selection.jobCount() > 1)
        parts.append(m_jobButtons);
    showOnly(parts);
}

void Inspector::showOnly(const QList<QWidget *> &parts)
{
    for (QWidget *part : std::initializer_list<QWidget *>{
             m_subtitle, m_shape, m_state,        m_why,     m_bar,           m_batchButtons, m_jobButtons,
             m_preview,  m_facts, m_promptTitle,  m_prompt,  m_settingsTitle, m_settings,     m_attemptsTitle,
             m_attempts, m_raw,   m_lineageTitle, m_lineage, m_fieldsTitle,   m_fields})
        part->setVisible(parts.contains(part));
}

} // namespace fornada
