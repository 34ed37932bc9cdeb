#include "models/job_model.h"
#include "models/short_texts.h"
#include "ui/fake_link.h"
#include "ui/made_up_data.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace fornada;

namespace {

std::shared_ptr<MadeUpData> jobs(qint64 count)
{
    auto data = std::make_shared<MadeUpData>();
    data->virtualJobs = count;
    return data;
}

// Each a job of its own, which may change.
std::shared_ptr<MadeUpData> listed(qint64 count)
{
    auto data = jobs(0);
    for (qint64 id = 1; id <= count; ++id)
        data->jobs.append(madeUpJob(id));
    return data;
}

struct Bench {
    explicit Bench(std::shared_ptr<MadeUpData> made)
        : data(std::move(made))
        , reads([d = data]() -> Result<std::unique_ptr<ReadPort>> {
            return std::unique_ptr<ReadPort>(new MadeUpPort(d));
        })
        , model(link, reads, {})
        , counted(&model, &JobModel::counted)
    {
        model.setActive(true);
    }
    bool complete() const { return !counted.isEmpty() && counted.last().at(1).toBool(); }
    QString key(int line) const { return model.index(line, JobModel::columnOf("row")).data().toString(); }
    void change(const QSet<JobId> &ids, bool many = false)
    {
        Changes changes;
        changes.jobs = ids;
        changes.many = many;
        Q_EMIT link.changed(changes);
    }
    void settle(qint64 id, JobState state, bool many = false)
    {
        {
            const QMutexLocker lock(&data->mutex);
            data->jobs[id - 1].state = state;
        }
        change({JobId{id}}, many);
    }
    JobState state(int line) const
    {
        return JobState(model.index(line, JobModel::columnOf("state")).data(StateRole).toInt());
    }
    // What was asked for has been read, but not delivered: no event is handled meanwhile.
    void letReaderFinish(ReadDesk::Lane lane)
    {
        QSemaphore read;
        const auto work = [&read](ReadPort &, const ReadDesk::Cancelled &) -> Result<int> {
            read.release();
            return 0;
        };
        reads.read<int>(
            &model, work, [](Result<int>) {}, lane);
        read.acquire();
    }

    std::shared_ptr<MadeUpData> data;
    FakeLink link;
    ReadDesk reads;
    JobModel model;
    QSignalSpy counted;
};

} // namespace

class TestJobModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void behavesAsAModel()
    {
        Bench bench(jobs(1'000));
        QAbstractItemModelTester tester(&bench.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        bench.model.setQuery({});
        QTRY_VERIFY(bench.complete());
        QCOMPARE(bench.model.rowCount(), 1'000);
        JobQuery failed;
        failed.filter.states = {JobState::Failed};
        bench.counted.clear();
        bench.model.setQuery(failed);
        QTRY_VERIFY(bench.complete());
        QCOMPARE(bench.model.rowCount(), 20);
        bench.change({JobId{50}}, true);
        QTRY_VERIFY(!bench.model.index(0, 0).data(LoadingRole).toBool());
    }

    void firstPageComesBeforeTheSnapshot()
    {
        Bench bench(jobs(5'000));
        bench.model.setQuery({});
        QTRY_VERIFY(bench.model.rowCount() > 0);
        bool sawPage = false;
        for (const auto &count : std::as_const(bench.counted))
            sawPage |= count.at(0).toLongLong() == JobModel::kPage && !count.at(1).toBool();
        QVERIFY(sawPage);
        QTRY_VERIFY(bench.complete());
        QCOMPARE(bench.model.rowCount(), 5'000);
    }

    void aMillionRowsAreReadWhereTheyAreLookedAt()
    {
        Bench bench(jobs(1'000'000));
        bench.model.setQuery({});
        QTRY_VERIFY_WITH_TIMEOUT(bench.complete(), 20'000);
        QCOMPARE(bench.model.rowCount(), 1'000'000);
        QVERIFY(bench.model.index(500'000, 0).data(LoadingRole).toBool());
        QTRY_COMPARE(bench.key(500'000), QStringLiteral("row-500001"));
        QTRY_COMPARE(bench.key(999'999), QStringLiteral("row-1000000"));
        const QItemSelection all(bench.model.index(0, 0), bench.model.index(999'999, 0));
        QCOMPARE(bench.model.ids(all).size(), 1'000'000);
        QCOMPARE(bench.model.ids(all).last(), JobId{1'000'000});
    }

    void onlySoManyRowsStayInMemory()
    {
        JobCache cache;
        for (qint64 page = 0; page < 200; ++page) {
            QList<JobRow> rows;
            for (qint64 i = 0; i < 200; ++i)
                rows.append(madeUpJob(page * 200 + i + 1));
            cache.put(rows);
            for (const JobRow &row : std::as_const(rows))
                cache.look(row.id, int(row.id.value));
            QVERIFY2(cache.size() <= JobCache::kMostRows, qPrintable(QString::number(cache.size())));
            QVERIFY2(!cache.needs(rows.last().id), "what was just read must not be thrown away");
        }
    }

    void statesChangeInPlace()
    {
        const auto data = listed(10);
        Bench bench(data);
        bench.model.setQuery({});
        QTRY_VERIFY(bench.complete());
        const QModelIndex state = bench.model.index(0, JobModel::columnOf("state"));
        QCOMPARE(JobState(state.data(StateRole).toInt()), JobState::Queued);
        {
            const QMutexLocker lock(&data->mutex);
            data->jobs[0].state = JobState::Running;
        }
        QSignalSpy resets(&bench.model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&bench.model, &QAbstractItemModel::dataChanged);
        bench.change({JobId{1}});
        QTRY_COMPARE(JobState(state.data(StateRole).toInt()), JobState::Running);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 0);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 0);
    }

    void aFilteredListLosesWhatFitsNoMore()
    {
        auto data = jobs(0);
        for (qint64 id = 1; id <= 10; ++id) {
            data->jobs.append(madeUpJob(id));
            data->jobs.last().state = JobState::Failed;
        }
        Bench bench(data);
        JobQuery failed;
        failed.filter.states = {JobState::Failed};
        bench.model.setQuery(failed);
        QTRY_VERIFY(bench.complete());
        const QPersistentModelIndex fifth = bench.model.index(4, JobModel::columnOf("row"));
        {
            const QMutexLocker lock(&data->mutex);
            data->jobs[1].state = JobState::Queued;
        }
        bench.change({JobId{2}});
        QTRY_COMPARE(bench.model.rowCount(), 9);
        QCOMPARE(fifth.row(), 3);
        QCOMPARE(fifth.data().toString(), QStringLiteral("row-5"));
    }

    // Sorted by when they changed, jobs change their places as they go.
    void whatIsChosenGoesAlongWithItsRow()
    {
        const auto data = listed(10);
        Bench bench(data);
        QAbstractItemModelTester tester(&bench.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        JobQuery latest;
        latest.sort = JobSort::Updated;
        latest.descending = true; // the highest number first
        bench.model.setQuery(latest);
        QTRY_VERIFY(bench.complete());
        QItemSelectionModel chosen(&bench.model);
        for (const int line : {5, 6}) // jobs 5 and 4
            chosen.select(bench.model.index(line, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        {
            const QMutexLocker lock(&data->mutex);
            data->jobs.move(4, 9);            // job 5 changed last
            data->jobs.removeAt(6);           // job 8 is gone
            data->jobs.append(madeUpJob(11)); // and a new one has come
        }
        bench.change({JobId{5}});
        QTRY_COMPARE(bench.model.idAt(0), JobId{11});
        QCOMPARE(bench.model.idAt(1), JobId{5});
        QCOMPARE(bench.model.rowCount(), 10);
        const QList<JobId> still = bench.model.ids(chosen.selection());
        QCOMPARE(QSet<JobId>(still.cbegin(), still.cend()), (QSet<JobId>{JobId{4}, JobId{5}}));
    }

    // An attempt's times are read as all others are: by the reader's own clock.
    void preciseTimesFollowTheReadersClock()
    {
        const QLocale before;
        const QDateTime afternoon(QDate(2026, 11, 21), QTime(13, 5, 9, 500));
        const Wall when{std::chrono::milliseconds(afternoon.toMSecsSinceEpoch())};
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(preciseTime(when), QStringLiteral("1:05:09.5\u00a0PM"));
        QLocale::setDefault(QLocale(QLocale::Portuguese, QLocale::Brazil));
        QCOMPARE(preciseTime(when), QStringLiteral("13:05:09,5"));
        QLocale::setDefault(before);
    }

    void lateAnswersOfAnOldQuestionAreDropped()
    {
        Bench bench(jobs(300'000));
        bench.model.setQuery({});
        JobQuery one;
        one.filter.text = QStringLiteral("row-299999");
        bench.counted.clear();
        bench.model.setQuery(one);
        QTRY_VERIFY_WITH_TIMEOUT(bench.complete(), 20'000);
        QCOMPARE(bench.model.rowCount(), 1);
        QCOMPARE(bench.key(0), QStringLiteral("row-299999"));
    }

    // What was read before a change, and comes after it, is read once more.
    void aChangeDuringTheFirstReadingIsSeen()
    {
        const auto data = listed(10);
        Bench bench(data);
        JobQuery some;
        some.filter.text = QStringLiteral("row-");
        bench.model.setQuery(some);
        bench.letReaderFinish(ReadDesk::Lane::Scan);
        bench.settle(1, JobState::Running);
        QTRY_VERIFY(bench.complete());
        QTRY_COMPARE(bench.state(0), JobState::Running);
        bench.model.setQuery({});
        bench.letReaderFinish(ReadDesk::Lane::Quick);
        bench.settle(1, JobState::Failed, true);
        QTRY_COMPARE(bench.state(0), JobState::Failed);
    }

    void aChangeDuringTheReadingOfAPageIsSeen()
    {
        const auto data = listed(400);
        Bench bench(data);
        bench.model.setQuery({});
        QTRY_VERIFY(bench.complete());
        {
            const QMutexLocker held(&data->mutex);
            QVERIFY(bench.model.index(300, 0).data(LoadingRole).toBool());
            QCoreApplication::processEvents(); // its page is asked for
        }
        bench.letReaderFinish(ReadDesk::Lane::Quick);
        bench.settle(301, JobState::Running);
        QTRY_COMPARE(bench.state(300), JobState::Running);
    }

    void aChangeWhileNobodyLooksIsSeen()
    {
        const auto data = listed(400);
        Bench bench(data);
        bench.model.setQuery({});
        QTRY_VERIFY(bench.complete());
        JobQuery backwards;
        backwards.descending = true;
        bench.model.setQuery(backwards);
        bench.letReaderFinish(ReadDesk::Lane::Quick);
        bench.model.setActive(false);
        bench.settle(400, JobState::Running);
        bench.model.setActive(true);
        QTRY_COMPARE(bench.model.idAt(0), JobId{400});
        QTRY_COMPARE(bench.state(0), JobState::Running);
    }

    void aListThatIsNotLookedAtCatchesUpLater()
    {
        auto data = jobs(0);
        data->jobs.append(madeUpJob(1));
        Bench bench(data);
        bench.model.setQuery({});
        QTRY_VERIFY(bench.complete());
        bench.model.setActive(false);
        {
            const QMutexLocker lock(&data->mutex);
            data->jobs.append(madeUpJob(2));
        }
        bench.change({}, true);
        QCOMPARE(bench.model.rowCount(), 1);
        bench.model.setActive(true);
        QTRY_COMPARE(bench.model.rowCount(), 2);
    }
};

QTEST_GUILESS_MAIN(TestJobModel)
#include "test_job_model.moc"
