#include "ui/sample_data.h"

#include "ui/sample_activity.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPainter>

namespace fornada {

namespace {

using namespace std::chrono_literals;

struct Person {
    const char *name, *role;
};
constexpr auto kPeople = std::to_array<Person>({{"Amanda Ribeiro dos Santos", "Product Designer"},
                                                {"Thomas Anderson", "HR Manager"},
                                                {"João Pedro Nascimento", "Bakery Owner"},
                                                {"Yuki Tanaka", "Robotics Engineer"},
                                                {"Luciana Araújo", "Paediatrician"},
                                                {"Chinedu Okafor", "Data Analyst"},
                                                {"Iracema Tukano", "Environmental Biologist"},
                                                {"Sofía Hernández Ruiz", "Architect"},
                                                {"Kenji Watanabe de Oliveira", "Agronomist"},
                                                {"Fatima Al-Sayed", "Civil Engineer"},
                                                {"Anna Lindqvist", "Violinist"},
                                                {"Ravi Chandrasekhar", "School Principal"}});

void drawPortrait(const QString &path, int hue)
{
    QImage image(512, 512, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient wall(0, 0, 512, 512);
    wall.setColorAt(0, QColor::fromHsl(hue, 60, 205));
    wall.setColorAt(1, QColor::fromHsl((hue + 40) % 360, 70, 150));
    painter.fillRect(image.rect(), wall);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromHsl((hue + 190) % 360, 90, 85));
    painter.drawEllipse(QRect(86, 350, 340, 330));
    painter.setBrush(QColor::fromHsl(26, 110, 110 + hue % 90));
    painter.drawRoundedRect(QRect(222, 290, 68, 110), 30, 30);
    painter.drawEllipse(QRect(166, 120, 180, 220));
    painter.setBrush(QColor::fromHsl(24, 80, 30 + hue % 50));
    painter.drawChord(QRect(154, 98, 204, 210), 0, 180 * 16);
    painter.setBrush(QColor(40, 30, 26));
    painter.drawEllipse(QRect(210, 216, 16, 16));
    painter.drawEllipse(QRect(286, 216, 16, 16));
    painter.setPen(QPen(QColor(120, 50, 40), 7, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(QRect(216, 240, 80, 50), 200 * 16, 140 * 16);
    painter.end();
    image.save(path, "PNG");
}

Batch batch(qint64 id, const QString &name, const QString &client, BatchState state, Wall created,
            std::initializer_list<std::pair<JobState, qint64>> counts, qint64 spentMicros)
{
    Batch batch;
    batch.id = BatchId{id};
    batch.name = name;
    batch.client = client;
    batch.recipe = QStringLiteral("portrait");
    batch.state = state;
    batch.created = created;
    batch.updated = created + 5min;
    if (state != BatchState::Draft)
        batch.started = created + 10s;
    if (state == BatchState::Finished)
        batch.finished = created + 40min;
    for (const auto &[jobState, count] : counts)
        batch.counts[jobState] = count;
    batch.totals.spent = Money{spentMicros};
    batch.estimate = Money{2'000 * batch.counts.total()};
    return batch;
}

QList<Batch> sampleBatches(Wall now)
{
    using enum JobState;
    QList<Batch> batches = {
        batch(7, QStringLiteral("Avatars - spring campaign"), QStringLiteral("Acme"), BatchState::Running, now - 6min,
              {{Completed, 31}, {Failed, 3}, {Running, 4}, {Queued, 20}, {Unknown, 2}}, 68'000),
        batch(6, QStringLiteral("Virtual staging, Alphaville"), QStringLiteral("Ruum"), BatchState::Running, now - 3h,
              {{Completed, 3'120}, {Failed, 12}, {Running, 6}, {Queued, 6'862}}, 12'480'000),
        batch(5, QStringLiteral("Shorts voice-over, 10 scripts x 3 languages"), QStringLiteral("Canal Norte"),
              BatchState::Paused, now - 5h, {{Completed, 41}, {Queued, 40}, {Blocked, 9}}, 210'000),
        batch(4, QStringLiteral("Product texts pt-BR"), QStringLiteral("Loja Azul"), BatchState::Finished, now - 26h,
              {{Completed, 480}, {Failed, 20}}, 390'000),
        batch(3, QStringLiteral("Team portraits"), QString(), BatchState::Finished, now - 50h, {{Completed, 24}},
              48'000),
        batch(2, QStringLiteral("Moodboard"), QStringLiteral("Acme"), BatchState::Cancelled, now - 75h,
              {{Completed, 8}, {Cancelled, 32}}, 16'000),
        batch(1, QStringLiteral("Summer catalogue (draft)"), QStringLiteral("Loja Azul"), BatchState::Draft, now - 80h,
              {{Queued, 200}}, 0),
    };
    batches[0].owner = batches[3].owner = QStringLiteral("Bianca Moraes");
    batches[1].owner = QStringLiteral("Rafael Teixeira");
    batches[0].budget = Money{5'000'000};
    batches[0].totals.maybe = Money{4'000};
    batches[0].totals.wasted = Money{2'000};
    return batches;
}

ReportLine reportLine(const QString &name, std::initializer_list<std::pair<JobState, qint64>> counts, Money spent)
{
    ReportLine line;
    line.name = name;
    for (const auto &[state, count] : counts)
        line.jobs[state] = count;
    line.requests = line.jobs[JobState::Completed] + 2 * line.jobs[JobState::Failed];
    line.spent = spent;
    line.processing = line.requests * 6'400ms;
    return line;
}

// What the sample batches did; of one or of all, whatever is asked.
Report sampleReport(const QList<Batch> &batches, Wall now)
{
    using enum JobState;
    Report report;
    report.rows = 60;
    report.total = reportLine({}, {{Completed, 31}, {Failed, 3}, {Running, 4}, {Queued, 20}, {Unknown, 2}}, {68'000});
    report.total.maybe = Money{4'000};
    report.total.wasted = Money{2'000};
    report.total.firstSent = now - 350s;
    report.total.lastAnswer = now - 2s;
    report.steps = {reportLine(QStringLiteral("portrait"),
                               {{Completed, 31}, {Failed, 3}, {Running, 4}, {Queued, 20}, {Unknown, 2}}, {68'000})};
    report.steps.first().batch = BatchId{7};
    for (const Batch &batch : batches.mid(0, 4)) {
        ReportLine line = reportLine(batch.name, {}, batch.totals.spent);
        line.jobs = batch.counts;
        line.batch = batch.id;
        line.requests = batch.counts[Completed] + 2 * batch.counts[Failed];
        line.processing = line.requests * 6'400ms;
        report.batches.append(line);
    }
    for (int day = 2; day >= 0; --day) {
        ReportLine line = reportLine({}, {{Completed, 14 - day}, {Failed, day}}, {28'000});
        line.day = QDate::currentDate().addDays(-day);
        report.days.append(line);
    }
    report.causes = {
        {Outcome::RetryBackoff, QStringLiteral("The model is overloaded. Please try again later."), 2, JobId{32}},
        {Outcome::Refused, QStringLiteral("The prompt was refused by the safety filter: <b>PROHIBITED</b>"), 1,
         JobId{33}}};
    return report;
}

JobRow sampleRow(qint64 id, Wall now)
{
    JobRow row;
    row.id = JobId{id};
    row.batch = BatchId{7};
    row.batchName = QStringLiteral("Avatars - spring campaign");
    row.rowNumber = id;
    row.rowKey = QString::fromUtf8(kPeople[size_t(id - 1) % kPeople.size()].name);
    row.step = QStringLiteral("portrait");
    row.queue = QueueId{1};
    row.account = AccountId{1};
    row.model = QStringLiteral("gemini-2.5-flash-image");
    row.updated = now - std::chrono::seconds(300 - id * 5);
    row.attempts = 1;
    row.cost = Money{2'000};
    if (id <= 31)
        row.state = JobState::Completed;
    else if (id <= 34)
        row.state = JobState::Failed;
    else if (id <= 36)
        row.state = JobState::Unknown;
    else if (id <= 40)
        row.state = JobState::Running;
    else
        row.state = JobState::Queued;
    if (row.state == JobState::Running) {
        row.cost = {};
        row.updated = now - std::chrono::seconds(id % 5 + 2);
    }
    if (row.state == JobState::Queued) {
        row.cost = {};
        row.attempts = id == 41 ? 1 : 0;
        if (id == 41)
            row.notBefore = now + 38s;
    }
    if (row.state == JobState::Failed) {
        row.attempts = id == 33 ? 1 : 3;
        row.cost = id == 33 ? Money{2'000} : Money{};
    }
    if (row.state == JobState::Failed)
        row.message = id == 33 ? QStringLiteral("The prompt was refused by the safety filter: PROHIBITED_CONTENT")
                               : QStringLiteral("The model is overloaded. Please try again later.");
    return row;
}

Attempt attempt(int number, Wall sent, std::chrono::milliseconds took, Outcome outcome, int status, Charge charge,
                const QString &message = {})
{
    Attempt attempt;
    attempt.id = AttemptId{number};
    attempt.number = number;
    attempt.claimed = sent - 20ms;
    attempt.sent = sent;
    if (outcome != Outcome::Lost)
        attempt.received = sent + took;
    attempt.settled = sent + took;
    attempt.outcome = outcome;
    attempt.httpStatus = status;
    attempt.charge = charge;
    attempt.message = message;
    return attempt;
}

JobDetail sampleDetail(const JobRow &row, const QString &results, Wall now)
{
    JobDetail detail;
    detail.job.id = row.id;
    detail.job.batch = row.batch;
    detail.job.rowNumber = row.rowNumber;
    detail.job.step = row.step;
    detail.job.queue = row.queue;
    detail.job.model = row.model;
    detail.job.state = row.state;
    detail.job.notBefore = row.notBefore;
    detail.job.message = row.message;
    detail.job.updated = row.updated;
    detail.batchName = row.batchName;
    detail.client = QStringLiteral("Acme");
    detail.queueName = QStringLiteral("portraits");
    detail.accountName = QStringLiteral("Gemini studio");
    detail.rowKey = row.rowKey;
    const Person &person = kPeople[size_t(row.rowNumber - 1) % kPeople.size()];
    detail.fields = {{QStringLiteral("id"), QString::number(row.rowNumber)},
                     {QStringLiteral("full_name"), QString::fromUtf8(person.name)},
                     {QStringLiteral("role"), QString::fromUtf8(person.role)}};
    const Charge paid = Charge::actual(Money{2'000});
    const QString overloaded = QStringLiteral("The model is overloaded. Please try again later.");
    if (row.state == JobState::Completed) {
        if (row.rowNumber % 3 == 1)
            detail.attempts.append(
                attempt(1, now - 290s, 900ms, Outcome::RetryBackoff, 503, Charge::none(), overloaded));
        detail.attempts.append(attempt(int(detail.attempts.size()) + 1, now - 270s, 7'400ms, Outcome::Done, 200, paid));
        ResultItem item;
        item.id = ResultId{row.id.value};
        item.kind = OutputKind::Image;
        item.mime = QStringLiteral("image/png");
        item.path = QStringLiteral("%1.png").arg(row.rowNumber);
        item.bytes = 412'330;
        if (!results.isEmpty())
            drawPortrait(results + QLatin1Char('/') + item.path, int(row.rowNumber * 47 % 360));
        detail.results = {item};
    } else if (row.state == JobState::Failed) {
        if (row.rowNumber == 33)
            detail.attempts.append(attempt(1, now - 200s, 4'100ms, Outcome::Refused, 200, paid, row.message));
        for (int i = 1; i <= (row.rowNumber == 33 ? 0 : 3); ++i)
            detail.attempts.append(
                attempt(i, now - 200s + i * 20s, 1'200ms, Outcome::RetryBackoff, 503, Charge::none(), overloaded));
    } else if (row.state == JobState::Unknown) {
        detail.possible = Money{2'000};
        detail.attempts.append(attempt(1, now - 120s, 30s, Outcome::Lost, 0, Charge::maybe(Money{2'000}),
                                       QStringLiteral("Connection closed")));
    }
    return detail;
}

QJsonObject gate(const char *kind, const char *reason, double used, double allowed)
{
    return {{QStringLiteral("gate"), QString::fromLatin1(kind)},
            {QStringLiteral("reason"), QString::fromLatin1(reason)},
            {QStringLiteral("used"), used},
            {QStringLiteral("allowed"), allowed}};
}

} // namespace

std::shared_ptr<MadeUpData> sampleData(const QString &resultsFolder, Wall now)
{
    if (!resultsFolder.isEmpty())
        QDir().mkpath(resultsFolder);
    auto data = std::make_shared<MadeUpData>();
    data->batches = sampleBatches(now);
    data->report = sampleReport(data->batches, now);
    for (qint64 id = 1; id <= 60; ++id) {
        data->jobs.append(sampleRow(id, now));
        data->details.insert(JobId{id}, sampleDetail(data->jobs.last(), resultsFolder, now));
    }
    Queue queue;
    queue.id = QueueId{1};
    queue.name = QStringLiteral("portraits");
    queue.account = AccountId{1};
    data->queues = {queue};
    Account account;
    account.id = AccountId{1};
    account.name = QStringLiteral("Gemini studio");
    account.kind = ProviderKind::Gemini;
    data->accounts = {account};
    data->failures = {{Outcome::RetryBackoff, data->jobs.at(31).message, 2, JobId{32}, now - 40s, 3},
                      {Outcome::Refused, data->jobs.at(32).message, 1, JobId{33}, now - 3min, 0}};
    for (const qint64 id : {35, 36})
        data->unknowns.append({data->jobs.at(id - 1), Money{2'000}, now - 2min});
    const qint64 minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
    for (qint64 back = 0; back < 30; ++back) {
        MinuteMetric metric;
        metric.minute = minute - back;
        metric.queue = QueueId{1};
        metric.sent = 52 + back * 7 % 9;
        metric.completed = metric.sent - 2;
        metric.failed = back % 7 == 0;
        metric.latencySum = 7'200ms * metric.completed;
        data->metrics.append(metric);
    }
    addSampleDay(*data, now);
    data->today.spent = Money{1'840'000};
    data->dayBudget = QStringLiteral("5.00");
    QFile recipe(QStringLiteral(":/fornada/recipes/portrait.json"));
    if (recipe.open(QIODevice::ReadOnly))
        data->recipe = QJsonDocument::fromJson(recipe.readAll()).object();
    return data;
}

QJsonObject sampleSheet(Wall now)
{
    constexpr Micros kDay = std::chrono::hours(24);
    QJsonArray days;
    for (int day = 0; day < 2; ++day)
        days.append(QJsonObject{{QStringLiteral("day"), toIso(now + kDay * day).left(10)},
                                {QStringLiteral("requests"), day == 0 ? 5 : 3}});
    const auto mark = [](int index, const char *what, QJsonObject facts) {
        facts.insert(QStringLiteral("index"), index);
        facts.insert(QStringLiteral("line"), index + 2);
        facts.insert(QStringLiteral("mark"), QString::fromLatin1(what));
        return facts;
    };
    const QJsonObject kept{{QStringLiteral("job"), 17}, {QStringLiteral("made"), toIso(now - kDay)}};
    const QJsonArray marks = {mark(1, "cache", kept), mark(2, "cache", kept),
                              mark(4, "equal", {{QStringLiteral("of"), 3}}),
                              mark(6, "answered",
                                   {{QStringLiteral("leftOut"), true},
                                    {QStringLiteral("subject"), QStringLiteral("7")},
                                    {QStringLiteral("batch"), 2}})};
    const QJsonObject free{{QStringLiteral("fromCache"), 2},
                           {QStringLiteral("equal"), 1},
                           {QStringLiteral("lookedRows"), 11},
                           {QStringLiteral("saves"), QStringLiteral("0.117")}};
    QJsonArray calls;
    for (const char *step : {"portrait", "master", "variation", "adapt", "speak"})
        calls.append(QJsonObject{{QStringLiteral("step"), QString::fromLatin1(step)},
                                 {QStringLiteral("account"), QStringLiteral("Gemini")},
                                 {QStringLiteral("each"), QStringLiteral("0.039")}});
    return {{QStringLiteral("days"), days},
            {QStringLiteral("calls"), calls},
            {QStringLiteral("marks"), marks},
            {QStringLiteral("rows"), 11},
            {QStringLiteral("jobs"), 11},
            {QStringLiteral("rejected"), 1},
            {QStringLiteral("free"), free},
            {QStringLiteral("end"), toIso(now + kDay)},
            {QStringLiteral("price"), QJsonObject{{QStringLiteral("low"), QStringLiteral("0.312")},
                                                  {QStringLiteral("likely"), QStringLiteral("0.345")},
                                                  {QStringLiteral("high"), QStringLiteral("0.858")},
                                                  {QStringLiteral("wastedShare"), 0.105}}},
            {QStringLiteral("earlyEnd"), toIso(now + kDay - std::chrono::hours(1))},
            {QStringLiteral("lateEnd"), toIso(now + kDay + std::chrono::hours(2))}};
}

QJsonObject withRowsAlike(QJsonObject sheet)
{
    QJsonArray marks = sheet.value(QStringLiteral("marks")).toArray();
    for (const int index : {10, 12})
        marks.append(QJsonObject{{QStringLiteral("index"), index},
                                 {QStringLiteral("line"), index + 2},
                                 {QStringLiteral("mark"), QStringLiteral("alike")},
                                 {QStringLiteral("of"), index}});
    sheet.insert(QStringLiteral("marks"), marks);
    sheet.insert(QStringLiteral("rows"), 18);
    sheet.insert(QStringLiteral("jobs"), 18);
    sheet.insert(QStringLiteral("rejected"), 6);
    sheet.insert(QStringLiteral("alike"),
                 QJsonObject{{QStringLiteral("rows"), 2}, {QStringLiteral("worst"), QStringLiteral("0.078")}});
    return sheet;
}

QJsonObject sampleStatus(Wall now)
{
    const QJsonArray gates = {gate("window", "none", 58, 60), gate("dailyCap", "none", 12, 15),
                              gate("concurrency", "concurrency", 4, 4)};
    const QJsonObject lane{{QStringLiteral("batch"), 7},
                           {QStringLiteral("queue"), QStringLiteral("portraits")},
                           {QStringLiteral("reason"), QStringLiteral("window")},
                           {QStringLiteral("until"), toIso(now + 23s)}};
    return {{QStringLiteral("running"), true},
            {QStringLiteral("paused"), false},
            {QStringLiteral("storeOk"), true},
            {QStringLiteral("inFlight"), 10},
            {QStringLiteral("queues"), QJsonArray{QJsonObject{{QStringLiteral("queue"), QStringLiteral("portraits")},
                                                              {QStringLiteral("gates"), gates}}}},
            {QStringLiteral("accounts"), QJsonArray()},
            {QStringLiteral("lanes"), QJsonArray{lane}}};
}

QJsonObject sampleImpact()
{
    QJsonArray jobs;
    for (int row = 1; row <= 18; ++row) {
        const QString key = row % 5 ? QStringLiteral("persona-%1").arg(row)
                                    : QStringLiteral("a persona whose name is far too long for its column");
        QJsonObject job{{QStringLiteral("job"), row},
                        {QStringLiteral("row"), row},
                        {QStringLiteral("key"), key},
                        {QStringLiteral("step"), row % 3 ? QStringLiteral("portrait") : QStringLiteral("caption")},
                        {QStringLiteral("fanKey"), row % 2 ? QString() : QStringLiteral("pt/2")},
                        {QStringLiteral("why"), QStringLiteral("request")},
                        {QStringLiteral("most"), QStringLiteral("0.002")}};
        if (row % 3 == 0)
            job.insert(QStringLiteral("because"), QStringLiteral("portrait"));
        jobs.append(job);
    }
    return {{QStringLiteral("made"), 120},           {QStringLiteral("stale"), 37},
            {QStringLiteral("unchanged"), 81},       {QStringLiteral("unclear"), 2},
            {QStringLiteral("notMade"), 40},         {QStringLiteral("most"), QStringLiteral("0.074")},
            {QStringLiteral("steps"), QJsonArray()}, {QStringLiteral("jobs"), jobs}};
}

} // namespace fornada
