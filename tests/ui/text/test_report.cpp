#include "text/report_text.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Wall kNow{1'700'000'000'000'000us};
const Formats kEnglish{QLocale(QLocale::English, QLocale::UnitedStates), QTimeZone::utc(), u"$"_s};

Report sample()
{
    Report report;
    Batch batch;
    batch.id = BatchId{7};
    batch.name = u"<script>alert(1)</script>"_s;
    batch.client = u"A & B"_s;
    batch.started = kNow - 2h;
    batch.finished = kNow - 1h;
    report.batch = batch;
    report.total.jobs[JobState::Completed] = 57;
    report.total.jobs[JobState::Failed] = 3;
    report.total.requests = 61;
    report.total.spent = Money{1'140'000};
    report.steps = {report.total};
    report.steps[0].name = u"portrait"_s;
    report.steps[0].batch = BatchId{7};
    report.causes = {{Outcome::Refused, u"<b>no</b>"_s, 3, JobId{4}}};
    return report;
}

} // namespace

class TestReport final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPageNeedsNothingElseAndRunsNothing()
    {
        const QString html = reportHtml(sample(), kNow, kEnglish);
        QVERIFY(html.startsWith(u"<!doctype html>"_s));
        QVERIFY(!html.contains(u"<script"_s));
        QVERIFY(!html.contains(u"<b>no"_s));
        QVERIFY(html.contains(u"&lt;script&gt;alert(1)"_s));
        QVERIFY(html.contains(u"A &amp; B"_s));
        QVERIFY(!html.contains(u"http"_s) && !html.contains(u"src="_s));
        QVERIFY2(!html.contains(u"href"_s), "nothing to click outside the window");
        QVERIFY(html.contains(u"prefers-color-scheme:dark"_s));
    }

    void itSaysTheNumbers()
    {
        const QString html = reportHtml(sample(), kNow, kEnglish);
        for (const QString &number : {u"57"_s, u"95%"_s, u"$1.14"_s, u"$0.02"_s, u"1 h"_s, u"61"_s})
            QVERIFY2(html.contains(u'>' + number + u'<'), qPrintable(number));
    }

    void numbersLeadToTheirJobs()
    {
        const QString html = reportBody(sample(), kNow, ReportLinks::Jobs, kEnglish);
        QVERIFY(html.contains(u"href=\"jobs:7:failed\">3<"_s));
        const auto failed = reportLink(u"jobs:7:failed"_s);
        QVERIFY(failed);
        QCOMPARE(failed->batch, BatchId{7});
        QCOMPARE(failed->states, QList<JobState>{JobState::Failed});
        QCOMPARE(reportLink(u"jobs:7:"_s)->states.size(), 5);
        QVERIFY(!reportLink(u"https://example.com"_s));
        QVERIFY(!reportLink(u"jobs:x:failed"_s));
    }

    void daysWithoutWorkSaySo()
    {
        Report report;
        report.from = report.to = QDate(2026, 11, 21);
        const QString html = reportBody(report, kNow, ReportLinks::Jobs, kEnglish);
        QVERIFY(html.contains(u"Nothing was sent"_s));
        QVERIFY(html.contains(u"Report of 21 Nov 2026"_s));
        QVERIFY(html.contains(u"As of 14 Nov 2023 10:13"_s)); // as everywhere in the window
        report.to = QDate(2026, 11, 22);
        QVERIFY(reportTitle(report, kEnglish).endsWith(u"from 21 Nov 2026 to 22 Nov 2026"_s));
        report.to = report.from;
        report.total.requests = 1;
        report.total.note = u"nobody asks for this"_s;
        report.batches = {ReportLine{}};
        report.batches[0].name = u"Avatars"_s;
        report.batches[0].note = u"15 of 15 sent today"_s;
        QVERIFY(reportBody(report, kNow, ReportLinks::None, kEnglish).contains(u"Avatars: 15 of 15 sent today"_s));
    }

    void aDailyLotSaysWhatIsLeftWhyAndUntilWhen()
    {
        Report report;
        report.from = report.to = QDate(2023, 11, 14);
        report.total.requests = 15;
        ReportLine &line = report.batches.emplaceBack();
        line.name = u"Avatars"_s;
        line.batch = BatchId{7};
        line.jobs[JobState::Completed] = 15;
        line.whole = line.jobs;
        (*line.whole)[JobState::Queued] = 45;
        const auto body = [&report] { return reportBody(report, kNow, ReportLinks::None, kEnglish); };
        QVERIFY2(body().contains(u"<p>Avatars: 15 of 60 done, 45 left</p>"_s), qPrintable(body()));
        const BatchWaits waits{{BatchId{7},
                                {{u"texts"_s, Opening::open()},
                                 {u"portraits"_s, Opening::closed(WaitReason::DailyCap, Moment{kNow + 4h, {}})}}}};
        sayWaits(report, waits, kNow, kEnglish);
        QVERIFY2(body().contains(u"<p>Avatars: 15 of 60 done, 45 left · portraits: today's limit is reached; continues "
                                 "tomorrow 2:13"_s),
                 qPrintable(body()));
        const QJsonObject json = toJson(report)[QLatin1String("batches")][0].toObject();
        QCOMPARE(json[u"left"_s].toInt(), 45);
        QCOMPARE(json[u"waits"_s].toArray().size(), 1);
        QCOMPARE(json[u"waits"_s][0][u"reason"_s].toString(), u"dailyCap"_s);
        QCOMPARE(json[u"waits"_s][0][u"until"_s].toString(), toIso(kNow + 4h));
        QVERIFY(json[u"waiting"_s].toString().startsWith(u"portraits: "_s));
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "test_report.moc"
