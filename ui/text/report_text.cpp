#include "text/report_text.h"

#include "text/recipe_text.h"
#include "text/state_text.h"
#include "text/wait_text.h"

#include <QCoreApplication>

namespace fornada {

namespace {

constexpr char kStyle[] =
    ":root{color-scheme:light dark;--text:#22262b;--muted:#66707a;--line:#d9dde1;--page:#fff;--bad:#b3261e;--link:"
    "#9a4a12}@media(prefers-color-scheme:dark){:root{--text:#e6e8ea;--muted:#9aa3ab;--line:#3a4046;--page:#1d2024;"
    "--bad:#ff8a80;--link:#f5a05f}}body{font:15px/1.5 system-ui,sans-serif;color:var(--text);background:var(--page);"
    "max-width:960px;margin:32px auto;padding:0 24px}h1{font-size:24px;margin:0 0 4px}h2{font-size:16px;margin:32px "
    "0 8px}table{border-collapse:collapse;width:100%}th,td{padding:6px 12px 6px 0;text-align:left;vertical-align:top;"
    "border-bottom:1px solid var(--line);overflow-wrap:anywhere}th{color:var(--muted);font-weight:600;font-size:13px}"
    ".n{text-align:right;white-space:nowrap}.m{color:var(--muted)}.b{color:var(--bad)}.f{font-size:22px;"
    "font-weight:600}.g td{border:0;padding:12px 24px 0 0}@media print{body{margin:0;max-width:none}}";

constexpr int kFiguresInLine = 4;

// Builds one page; lives while it does.
class ReportWriter {
    Q_DECLARE_TR_FUNCTIONS(ReportWriter)
public:
    ReportWriter(const Report &report, Wall now, ReportLinks links, const Formats &formats)
        : m_report(report)
        , m_now(now)
        , m_links(links)
        , m_formats(formats)
    {}

    QString title() const;
    QString body();

private:
    struct Cell {
        QString html;
        bool isNumber = false;
    };
    QString plain(const QString &text) const { return text.toHtmlEscaped(); }
    QString money(Money amount) const { return plain(moneyText(amount, m_formats)); }
    QString count(qint64 number) const { return plain(countText(number, m_formats)); }
    QString day(QDate date) const { return plain(dateText(date, m_formats)); }
    QString jobs(qint64 number, BatchId batch, const QString &states) const;
    QString about() const;
    QString figures();
    QString wallTime() const;
    QString heading(const QString &text) const { return QStringLiteral("<h2>%1</h2>").arg(plain(text)); }
    QString lines(const QString &first, const QList<ReportLine> &lines, bool days) const;
    QString causes() const;
    QString waiting() const;
    static QString table(const QList<QList<Cell>> &rows);

    const Report &m_report;
    const Wall m_now;
    const ReportLinks m_links;
    const Formats m_formats;
};

QString ReportWriter::title() const
{
    if (m_report.batch)
        return tr("Report: %1").arg(m_report.batch->name);
    const QString from = dateText(m_report.from, m_formats);
    if (m_report.from == m_report.to)
        return tr("Report of %1").arg(from);
    return tr("Report from %1 to %2").arg(from, dateText(m_report.to, m_formats));
}

QString ReportWriter::jobs(qint64 number, BatchId batch, const QString &states) const
{
    if (m_links == ReportLinks::None || number == 0 || !batch.isValid())
        return count(number);
    return QStringLiteral("<a href=\"jobs:%1:%2\">%3</a>").arg(batch.value).arg(states, count(number));
}

QString ReportWriter::about() const
{
    QStringList facts;
    if (const auto &batch = m_report.batch) {
        facts.append(stateText(*batch));
        for (const auto &[name, value] :
             {std::pair(tr("Client: %1"), batch->client), std::pair(tr("Owner: %1"), batch->owner),
              std::pair(tr("Recipe: %1"), recipeTitle(batch->recipe))})
            if (!value.isEmpty())
                facts.append(name.arg(value));
        if (batch->started)
            facts.append(tr("Started: %1").arg(timeText(*batch->started, m_now, m_formats)));
        if (batch->finished)
            facts.append(tr("Ended: %1").arg(timeText(*batch->finished, m_now, m_formats)));
    }
    facts.append(tr("As of %1").arg(dateAndTimeText(m_now, m_formats)));
    return QStringLiteral("<p class=\"m\">%1</p>").arg(plain(facts.join(QStringLiteral(" · "))));
}

QString ReportWriter::wallTime() const
{
    const ReportLine &all = m_report.total;
    const auto begun = m_report.batch && m_report.batch->started ? m_report.batch->started : all.firstSent;
    const auto ended = m_report.batch && m_report.batch->finished ? m_report.batch->finished : all.lastAnswer;
    return begun && ended && *ended > *begun ? plain(durationText(*ended - *begun)) : QStringLiteral("–");
}

// The numbers one looks for first, a few in a line.
QString ReportWriter::figures()
{
    const ReportLine &all = m_report.total;
    const BatchId batch = m_report.batch ? m_report.batch->id : BatchId();
    using enum JobState;
    QList<std::pair<QString, QString>> figures{
        {jobs(all.jobs[Completed], batch, toName(Completed)), tr("completed")},
        {jobs(all.jobs[Failed], batch, toName(Failed)), tr("failed")},
        {jobs(all.left(), batch, {}), tr("not done yet")},
        {plain(all.answered() > 0 ? percentText(all.jobs[Completed], all.answered(), m_formats) : QStringLiteral("–")),
         tr("success rate")},
        {money(all.spent), tr("spent")},
        {money(all.maybe), tr("possibly charged")},
        {money(all.wasted), tr("of it paid for nothing")},
        {all.jobs[Completed] > 0 ? money(Money{all.spent.micros / all.jobs[Completed]}) : QStringLiteral("–"),
         tr("for each result")},
        {wallTime(), tr("from the first request to the last answer")},
        {all.requests > 0 ? plain(durationText(all.processing)) : QStringLiteral("–"),
         tr("processing, all requests together")},
        {count(all.requests), tr("requests sent")},
        {count(m_report.days.size()), tr("days with requests")}};
    if (m_report.batch && m_report.batch->started)
        figures[8].second =
            m_report.batch->finished ? tr("from the start to the end") : tr("from the start to the last answer");
    QString html = QStringLiteral("<table class=\"g\" width=\"100%\" cellspacing=\"0\" cellpadding=\"5\">");
    for (qsizetype i = 0; i < figures.size(); ++i) {
        if (i % kFiguresInLine == 0)
            html += QStringLiteral("<tr>");
        html += QStringLiteral("<td width=\"25%\"><span class=\"f\">%1</span><br><span class=\"m\">%2</span></td>")
                    .arg(figures.at(i).first, plain(figures.at(i).second));
        if (i % kFiguresInLine == kFiguresInLine - 1)
            html += QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

QString ReportWriter::table(const QList<QList<Cell>> &rows)
{
    QString html = QStringLiteral("<table class=\"t\" width=\"100%\" cellspacing=\"0\" cellpadding=\"5\">");
    for (qsizetype row = 0; row < rows.size(); ++row) {
        html += QStringLiteral("<tr>");
        for (const Cell &cell : rows.at(row)) {
            const QString tag = row == 0 ? QStringLiteral("th") : QStringLiteral("td");
            const QString side = cell.isNumber ? QStringLiteral(" class=\"n\" align=\"right\" width=\"11%\"")
                                               : QStringLiteral(" align=\"left\"");
            html += QStringLiteral("<%1%2>%3</%1>").arg(tag, side, cell.html);
        }
        html += QStringLiteral("</tr>\n");
    }
    return html + QStringLiteral("</table>");
}

QString ReportWriter::lines(const QString &first, const QList<ReportLine> &lines, bool days) const
{
    QList<QList<Cell>> rows{{{plain(first)},
                             {plain(tr("Completed")), true},
                             {plain(tr("Failed")), true},
                             {plain(tr("Not done yet")), true},
                             {plain(tr("Requests")), true},
                             {plain(tr("Processing")), true},
                             {plain(tr("Spent")), true}}};
    for (const ReportLine &line : lines)
        rows.append({{days ? day(line.day) : plain(line.name)},
                     {jobs(line.jobs[JobState::Completed], line.batch, toName(JobState::Completed)), true},
                     {jobs(line.jobs[JobState::Failed], line.batch, toName(JobState::Failed)), true},
                     {jobs(line.left(), line.batch, {}), true},
                     {count(line.requests), true},
                     {plain(durationText(line.processing)), true},
                     {money(line.spent), true}});
    if (m_report.removed.micros > 0 && !days && !m_report.batch)
        rows.append({{QStringLiteral("<span class=\"m\">%1</span>").arg(plain(tr("Batches removed since")))},
                     {},
                     {},
                     {},
                     {},
                     {},
                     {money(m_report.removed), true}});
    return table(rows);
}

QString ReportWriter::causes() const
{
    const BatchId batch = m_report.batch ? m_report.batch->id : BatchId();
    QList<QList<Cell>> rows{{{plain(tr("Cause"))}, {plain(tr("Jobs")), true}}};
    for (const ReportCause &cause : m_report.causes) {
        const QString said = cause.message.isEmpty() ? outcomeText(cause.outcome) : messageText(cause.message);
        rows.append({{plain(said)}, {jobs(cause.jobs, batch, toName(JobState::Failed)), true}});
    }
    return table(rows);
}

// What goes on later, and what one can do about it now.
QString ReportWriter::waiting() const
{
    QString html;
    for (const ReportLine &line : m_report.batch ? QList<ReportLine>{m_report.total} : m_report.batches) {
        QStringList words;
        if (line.whole && line.left() > 0)
            words.append(tr("%1 of %2 done, %3 left")
                             .arg(countText(line.whole->settled(), m_formats),
                                  countText(line.whole->total(), m_formats), countText(line.left(), m_formats)));
        if (!line.note.isEmpty())
            words.append(line.note);
        if (words.isEmpty())
            continue;
        const QString text = words.join(QStringLiteral(" · "));
        html += QStringLiteral("<p>%1</p>")
                    .arg(plain(m_report.batch ? text : QStringLiteral("%1: %2").arg(line.name, text)));
    }
    return html.isEmpty() ? html : heading(tr("What waits, and until when")) + html;
}

QString ReportWriter::body()
{
    QString html = QStringLiteral("<h1>%1</h1>").arg(plain(title())) + about();
    if (m_report.total.requests == 0 && m_report.total.jobs.total() == 0)
        return html + QStringLiteral("<p>%1</p>").arg(plain(tr("Nothing was sent in this time.")));
    html += figures() + waiting();
    if (!m_report.causes.isEmpty())
        html += heading(tr("Failures by cause")) + causes();
    if (m_report.batch)
        html += heading(tr("By step")) + lines(tr("Step"), m_report.steps, false);
    else
        html += heading(tr("By batch")) + lines(tr("Batch"), m_report.batches, false);
    if (!m_report.days.isEmpty())
        html += heading(tr("Day by day")) + lines(tr("Day"), m_report.days, true);
    return html;
}

void sayWait(ReportLine &line, QList<LaneWait> waits, Wall now, const Formats &formats)
{
    std::sort(waits.begin(), waits.end(), [](const LaneWait &a, const LaneWait &b) { return a.queue < b.queue; });
    QStringList notes;
    line.waits.clear();
    for (const LaneWait &lane : std::as_const(waits)) {
        if (lane.opening.isOpen())
            continue;
        line.waits.append(lane);
        notes.append(QStringLiteral("%1: %2").arg(lane.queue, sentence(lane.opening, now, {}, formats)));
    }
    line.note = notes.join(QStringLiteral(" · "));
}

} // namespace

void sayWaits(Report &report, const BatchWaits &waits, Wall now, const Formats &formats)
{
    if (report.batch)
        sayWait(report.total, waits.value(report.batch->id), now, formats);
    for (ReportLine &line : report.batches)
        sayWait(line, waits.value(line.batch), now, formats);
}

QString reportTitle(const Report &report, const Formats &formats)
{
    return ReportWriter(report, {}, ReportLinks::None, formats).title();
}

QString reportBody(const Report &report, Wall now, ReportLinks links, const Formats &formats)
{
    return ReportWriter(report, now, links, formats).body();
}

QString reportHtml(const Report &report, Wall now, const Formats &formats)
{
    const QString language = formats.locale.bcp47Name();
    return QStringLiteral("<!doctype html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                          "content=\"width=device-width\"><title>")
               .arg(language) +
           reportTitle(report, formats).toHtmlEscaped() + QStringLiteral("</title><style>") +
           QString::fromLatin1(kStyle) + QStringLiteral("</style></head><body>\n") +
           reportBody(report, now, ReportLinks::None, formats) + QStringLiteral("\n</body></html>\n");
}

std::optional<ReportLink> reportLink(const QString &address)
{
    const QStringList parts = address.split(QLatin1Char(':'));
    if (parts.size() != 3 || parts.first() != QLatin1String("jobs"))
        return std::nullopt;
    ReportLink link;
    link.batch = BatchId{parts.at(1).toLongLong()};
    using enum JobState;
    const auto state = fromName<JobState>(parts.at(2));
    link.states = state ? QList<JobState>{*state} : QList<JobState>{Blocked, Queued, Running, Unknown, Review};
    return link.batch.isValid() ? std::optional(link) : std::nullopt;
}

} // namespace fornada
