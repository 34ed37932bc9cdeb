#include "pages/reports_page.h"

#include "models/batch_model.h"
#include "models/report_files.h"
#include "text/report_text.h"
#include "text/wait_text.h"
#include "widgets/batch_box.h"
#include "widgets/eliding_box.h"
#include "widgets/keep_translated.h"
#include "widgets/page_bar.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QTextBrowser>

namespace fornada {

namespace {

constexpr std::chrono::seconds kRefresh(10);
constexpr int kDaysOfAWeek = 7;
const auto kDays = QStringLiteral("reports/days");
const auto kFolder = QStringLiteral("export/folder");

// The days of a choice, both included.
enum Days { Today, Yesterday, ThisWeek, LastWeek };
std::pair<QDate, QDate> daysOf(int choice, QDate today)
{
    const QDate monday = today.addDays(1 - today.dayOfWeek());
    switch (choice) {
    case Yesterday:
        return {today.addDays(-1), today.addDays(-1)};
    case ThisWeek:
        return {monday, monday.addDays(kDaysOfAWeek - 1)};
    case LastWeek:
        return {monday.addDays(-kDaysOfAWeek), monday.addDays(-1)};
    default:
        return {today, today};
    }
}

} // namespace

ReportsPage::ReportsPage(const UiContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_view(new QTextBrowser)
{
    m_view->setObjectName(QStringLiteral("report"));
    m_view->setOpenLinks(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // everything wraps
    m_view->setProperty("role", QStringLiteral("page"));
    m_view->document()->setDocumentMargin(space::wide);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_view, 1);
    setMain(m_view);
    m_again.setObjectName(QStringLiteral("again"));
    m_again.setSingleShot(true);
    m_again.setInterval(kRefresh);
    connect(&m_again, &QTimer::timeout, this, &ReportsPage::askAgain);
    connect(m_view, &QTextBrowser::anchorClicked, this, &ReportsPage::openLink);
    connect(&context.theme, &Theme::changed, this, &ReportsPage::render);
    connect(&context.batches, &BatchModel::refreshed, this, [this] {
        fillBatches();
        if (isVisible() && !m_again.isActive())
            m_again.start();
    });
    keepTranslated(this, [this] { setTexts(); });
}

QWidget *ReportsPage::makeHeader()
{
    auto *bar = new PageBar(m_context.theme);
    m_title = bar->title();
    m_batch = new ElidingBox;
    m_batch->setObjectName(QStringLiteral("reportBatch"));
    m_batch->setMinimumWidth(200);
    m_days = new QComboBox;
    m_days->setObjectName(QStringLiteral("reportDays"));
    m_days->setMinimumWidth(130);
    m_save = new QPushButton;
    m_save->setObjectName(QStringLiteral("saveReport"));
    connect(m_save, &QPushButton::clicked, this, &ReportsPage::chooseFile);
    m_folder = new QPushButton(m_context.theme.icon(QStringLiteral("folder")), {});
    m_folder->setObjectName(QStringLiteral("reportFolder"));
    connect(m_folder, &QPushButton::clicked, this, [this] {
        const QString folder = m_context.link.dataFolder() + QStringLiteral("/reports");
        QDir().mkpath(folder); // before the first one there is none
        QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
    });
    connect(m_batch, &QComboBox::activated, this, &ReportsPage::ask);
    connect(m_days, &QComboBox::activated, this, [this](int choice) {
        m_context.settings.setValue(kDays, choice);
        ask();
    });
    QHBoxLayout *layout = bar->row();
    layout->addStretch();
    layout->addWidget(m_batch);
    layout->addWidget(m_days);
    layout->addWidget(m_save);
    layout->addWidget(m_folder);
    return bar;
}

void ReportsPage::setTexts()
{
    m_title->setText(tr("Reports"));
    m_save->setText(tr("Save as…"));
    m_folder->setToolTip(tr("Open the folder of reports. They are also written by themselves: of a batch when it has "
                            "finished, of a day when its quota is used up, and of each week."));
    m_folder->setAccessibleName(tr("Open the folder of reports"));
    m_batch->setAccessibleName(tr("Report of this batch"));
    m_days->setAccessibleName(tr("Report of these days"));
    m_view->setAccessibleName(tr("Report"));
    const int chosen = m_days->count() > 0 ? m_days->currentIndex() : m_context.settings.value(kDays).toInt();
    m_days->clear();
    m_days->addItems({tr("Today"), tr("Yesterday"), tr("This week"), tr("Last week")});
    m_days->setCurrentIndex(std::clamp(chosen, int(Today), int(LastWeek)));
    fillBatches();
    render();
}

void ReportsPage::fillBatches()
{
    if (fillBatchBox(*m_batch, m_context.batches.batches(), tr("All batches"), m_wantedBatch))
        ask();
}

void ReportsPage::showBatch(BatchId batch)
{
    m_wantedBatch = batch;
    fillBatches();
}

void ReportsPage::ask()
{
    const BatchId batch{m_batch->currentData().toLongLong()};
    m_days->setVisible(!batch.isValid()); // a batch is reported from its beginning on
    const auto days = daysOf(m_days->currentIndex(), QDate::currentDate());
    m_reading.cancel();
    m_reading = m_context.reads.read<Report>(
        this,
        [batch, days](ReadPort &port, const ReadDesk::Cancelled &) {
            return batch.isValid() ? port.batchReport(batch) : port.periodReport(days.first, days.second);
        },
        [this](Result<Report> report) { take(report); }, ReadDesk::Lane::Scan);
}

// A long sum is waited for, and what is marked stays until it is copied.
void ReportsPage::askAgain()
{
    const bool marked = m_view->hasFocus() && m_view->textCursor().hasSelection();
    if (m_reading.isOpen() || marked)
        m_again.start();
    else if (isVisible())
        ask();
}

void ReportsPage::take(const Result<Report> &report)
{
    if (!report) {
        Q_EMIT m_context.commands.refused(report.error());
        return;
    }
    m_report = *report;
    // The engine knows why what is left waits.
    sayWaits(*m_report, m_context.pulse.vitals().laneWaits(), m_context.pulse.now());
    render();
}

void ReportsPage::render()
{
    m_save->setEnabled(m_report.has_value());
    if (!m_report)
        return;
    const Colours &c = m_context.theme.colours();
    const int title = m_context.theme.font(TextSize::Title).pointSize() + 4;
    const QString style =
        QStringLiteral(
            "body{color:%1}h1{font-size:%5pt;font-weight:600}h2{margin-top:24px}.m{color:%2}.g{margin-top:12px}"
            "a{color:%3;text-decoration:none}.f{font-size:%5pt;font-weight:600}th{color:%2;font-weight:600}"
            ".t td,.t th{border-bottom:1px solid %4}")
            .arg(c.text.name(), c.muted.name(), c.info.name(), c.border.name())
            .arg(title);
    const QString body = reportBody(titled(*m_report), m_context.pulse.now(), ReportLinks::Jobs);
    if (const QString html = style + body; html == std::exchange(m_html, html))
        return; // drawn again, it would lose what is marked in it
    const QList<qint64> shown{m_batch->currentData().toLongLong(), m_days->currentIndex()};
    const int place = m_shown == shown ? m_view->verticalScrollBar()->value() : 0;
    m_shown = shown;
    m_view->document()->setDefaultStyleSheet(style);
    m_view->setHtml(body);
    m_view->verticalScrollBar()->setValue(place);
}

// A recipe of one's own says its title, not its name.
Report ReportsPage::titled(Report report) const
{
    if (report.batch)
        report.batch->recipe = m_context.batches.recipeTitle(*report.batch);
    return report;
}

void ReportsPage::openLink(const QUrl &link)
{
    const auto jobs = reportLink(link.toString());
    if (!jobs)
        return;
    JobQuery query;
    query.filter.batch = jobs->batch;
    query.filter.states = jobs->states;
    Q_EMIT jobsWanted(query);
}

void ReportsPage::chooseFile()
{
    auto *dialog =
        new QFileDialog(this, tr("Save the report"), m_context.settings.value(kFolder, QDir::homePath()).toString(),
                        tr("Web page (*.html)") + QStringLiteral(";;") + tr("PDF (*.pdf)") + QStringLiteral(";;") +
                            tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("html"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).chopped(1));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &ReportsPage::saveAs);
    dialog->open();
}

void ReportsPage::saveAs(const QString &path)
{
    if (!m_report)
        return;
    m_context.reads.read<QString>(
        this,
        [report = path.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive) ? *m_report : titled(*m_report),
         now = m_context.pulse.now(), path](ReadPort &, const ReadDesk::Cancelled &) {
            const Status written = writeReport(report, now, path);
            return written ? Result<QString>(path) : Result<QString>(written.error());
        },
        [this](Result<QString> written) {
            if (written)
                Q_EMIT saved(*written);
            else
                Q_EMIT m_context.commands.refused(written.error());
        },
        ReadDesk::Lane::Scan);
}

QString ReportsPage::copyText() const
{
    return m_view->toPlainText();
}

void ReportsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    ask();
}

} // namespace fornada
