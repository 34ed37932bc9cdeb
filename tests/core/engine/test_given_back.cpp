#include "intake/row_source.h"
#include "results/export.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

// What Fornada gives out, Fornada takes back.
class TestGivenBack final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // What is done stands before the company there, however much it is.
    void aQueueFile_data()
    {
        QTest::addColumn<int>("personas");
        QTest::newRow("two") << 2;
        QTest::newRow("sixty") << 60;
        QTest::newRow("more than one piece of reading") << 12'000;
    }
    void aQueueFile()
    {
        QFETCH(const int, personas);
        const QTemporaryDir folder;
        ExportOrder order;
        order.form = ExportForm::AvatarQueue;
        order.place = localFolder(folder.path());
        order.name = u"queue"_s;
        order.about = {{u"client"_s, u"acme"_s}, {u"created"_s, u"2025-11-19T10:00:00.000Z"_s}};
        const auto pages = [personas](qint64 after, int limit) -> Result<QList<Delivery>> {
            QList<Delivery> page;
            for (qint64 n = after + 1; n <= personas && page.size() < limit; ++n) {
                Delivery one;
                one.row = {n, QString::number(n), {{u"id"_s, n}, {u"full_name"_s, u"Persona %1"_s.arg(n)}}};
                one.position = n;
                one.state = n == personas ? JobState::Queued : JobState::Completed;
                one.attempts = 1;
                page.append(one);
            }
            return page;
        };
        const auto made = exportAll(order, pages, [](qint64) { return true; });
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
        const auto rows = openRows(made->path);
        QVERIFY2(rows, rows ? "" : qPrintable(rows.error().detail));
        QCOMPARE((*rows)->about().client, u"acme"_s);
        int read = 0, done = 0;
        for (auto row = (*rows)->next(); row && *row; row = (*rows)->next()) {
            QVERIFY((*row)->past.has_value());
            ++read;
            done += (*row)->past->state == JobState::Completed;
        }
        QCOMPARE(read, personas);
        QCOMPARE(done, personas - 1);
    }
};

QTEST_GUILESS_MAIN(TestGivenBack)
#include "test_given_back.moc"
