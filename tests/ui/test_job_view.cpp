#include "models/job_view.h"
#include "ui/made_up_data.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QJsonObject recipe(const QString &name)
{
    QFile file(u":/fornada/recipes/%1.json"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

// Jobs of one row, in order.
struct OneRow {
    explicit OneRow(const QString &name) { data->recipe = recipe(name); }

    JobDetail &add(const QString &step, const QString &fanKey, JobState state, const QString &result = {})
    {
        JobRow row;
        row.id = JobId{data->jobs.size() + 1};
        row.batch = BatchId{1};
        row.rowNumber = 1;
        row.step = step;
        row.fanKey = fanKey;
        row.state = state;
        data->jobs.append(row);
        JobDetail detail;
        detail.job.id = row.id;
        detail.job.batch = row.batch;
        detail.job.rowNumber = row.rowNumber;
        detail.job.step = step;
        detail.job.fanKey = fanKey;
        detail.job.state = state;
        detail.fields = fields;
        detail.parameters = data->recipe.value("parameters"_L1).toObject();
        for (const QString &text : {u"given up"_s, result}) { // the first is not the one that counts
            ResultItem item;
            item.kind = OutputKind::Text;
            item.text = text;
            item.picked = text == result;
            if (!result.isEmpty())
                detail.results.append(item);
        }
        return *data->details.insert(row.id, detail);
    }
    JobView view(qint64 job)
    {
        MadeUpPort port(data);
        return readJobView(port, JobId{job}).value();
    }

    QJsonObject fields;
    std::shared_ptr<MadeUpData> data = std::make_shared<MadeUpData>();
};

} // namespace

// What the inspector tells of a job's request.
class TestJobView final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTheStepsBeforeGaveStandsInThePrompt()
    {
        OneRow row(u"scripts"_s);
        row.fields = {{u"title"_s, u"The sea"_s}};
        row.add(u"master"_s, {}, JobState::Completed, u"Once upon a wave."_s);
        row.add(u"variation"_s, u"humour"_s, JobState::Running);
        row.add(u"variation"_s, u"drama"_s, JobState::Completed, u"A wave, alas."_s);
        row.add(u"adapt"_s, u"drama/en"_s, JobState::Queued);
        row.add(u"adapt"_s, u"humour/en"_s, JobState::Blocked);

        const JobView variation = row.view(2);
        QVERIFY2(variation.asked.endsWith(u"on humour, keeping its length:\n\nOnce upon a wave."_s),
                 qPrintable(variation.asked));
        QVERIFY(!variation.isOpen && !variation.isCall);
        QCOMPARE(variation.parameters.value("topK"_L1).toInt(), 40);

        const JobView ready = row.view(4);
        QVERIFY2(ready.asked.endsWith(u"A wave, alas."_s), qPrintable(ready.asked));
        QVERIFY(!ready.isOpen);
        QCOMPARE(ready.parameters.value("language"_L1).toString(), u"en"_s);

        const JobView open = row.view(5);
        QVERIFY2(open.asked.contains(u"‹"_s) && open.asked.contains(u"variation"_s), qPrintable(open.asked));
        QVERIFY(open.isOpen);
    }

    // It is asked for with the other row's words, and so is what it shows.
    void aRowThatTakesAnothersResultIsWordedWithItsFields()
    {
        OneRow row(u"scripts"_s);
        row.fields = {{u"title"_s, u"The sea"_s}};
        row.add(u"master"_s, {}, JobState::Completed, u"Once upon a wave."_s).asked = {{u"title"_s, u"The ocean"_s}};
        const JobView view = row.view(1);
        QVERIFY2(view.asked.contains(u"The ocean"_s) && !view.asked.contains(u"The sea"_s), qPrintable(view.asked));
        QCOMPARE(view.detail.fields, row.fields);
    }

    // It is part of what is asked; here its name stands for it.
    void aLongTextIsNamed()
    {
        OneRow row(u"scripts"_s);
        row.fields = {{u"title"_s, u"The sea"_s}};
        for (ResultItem &result : row.add(u"master"_s, {}, JobState::Completed, u"x"_s).results) {
            result.text.clear();
            result.path = u"long.txt"_s;
        }
        row.add(u"variation"_s, u"humour"_s, JobState::Completed);
        const JobView view = row.view(2);
        QVERIFY2(view.asked.contains(u"‹"_s) && view.asked.contains(u"master"_s), qPrintable(view.asked));
        QVERIFY(!view.isOpen);
    }

    void theVoiceOfAStepIsItsParameter()
    {
        OneRow row(u"scripts"_s);
        row.add(u"adapt"_s, u"drama/en"_s, JobState::Completed, u"Read me."_s);
        row.add(u"speak"_s, u"drama/en"_s, JobState::Queued);
        QCOMPARE(row.view(2).asked, u"Read me."_s);
        QCOMPARE(row.view(2).parameters.value("voice"_L1).toString(), u"Kore"_s);
    }

    // It has no prompt: what it sends is its body.
    void aMessageShowsItsBody()
    {
        OneRow row(u"voice-orders"_s);
        row.fields = {{u"phone"_s, u"+5511988887777"_s}};
        JobDetail &order =
            row.add(u"understand"_s, {}, JobState::Completed,
                    u"{\"orderId\": \"A7\", \"total\": 12, \"items\": [{\"name\": \"pão\", \"quantity\": 2}]}"_s);
        for (ResultItem &result : order.results)
            result.kind = OutputKind::Json;
        row.add(u"tell-client"_s, {}, JobState::Completed);
        const JobView view = row.view(2);
        QVERIFY(view.isCall && !view.isOpen);
        const QJsonObject body = QJsonDocument::fromJson(view.asked.toUtf8()).object();
        QCOMPARE(body.value("to"_L1).toString(), u"+5511988887777"_s);
        QCOMPARE(body.value("text"_L1)["body"_L1].toString(), u"Recebemos seu pedido 1-1:\n• 2 x pão\nTotal: 12"_s);
        QVERIFY(!view.parameters.contains("body"_L1));
    }

    // Without a body of its own it posts its row; what looks like a key is not shown.
    void aCallShowsItsRowWithoutSecrets()
    {
        OneRow row(u"http-worker"_s);
        const QJsonObject step = row.data->recipe.value("steps"_L1).toArray().first().toObject();
        row.fields = {{u"rooms"_s, 3}, {u"password"_s, u"hunter2hunter2"_s}};
        row.add(step.value("id"_L1).toString(), {}, JobState::Queued);
        const JobView view = row.view(1);
        QVERIFY(view.isCall);
        QVERIFY2(view.asked.contains(u"\"rooms\": 3"_s), qPrintable(view.asked));
        QVERIFY2(!view.asked.contains(u"hunter2"_s), qPrintable(view.asked));
    }

    void whatCannotBeWordedSaysWhy()
    {
        OneRow row(u"scripts"_s);
        row.add(u"master"_s, {}, JobState::Queued); // its row has no title
        const QString asked = row.view(1).asked;
        QVERIFY2(asked.contains(u"“title”"_s) && !asked.contains(u"{{"_s), qPrintable(asked));
    }
};

QTEST_GUILESS_MAIN(TestJobView)
#include "test_job_view.moc"
