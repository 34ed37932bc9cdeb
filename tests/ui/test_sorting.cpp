#include "models/batch_model.h"
#include "text/name_text.h"
#include "ui/shown_window.h"

#include <QComboBox>
#include <QTableView>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Batch named(qint64 id, const QString &name)
{
    Batch batch;
    batch.id = BatchId{id};
    batch.name = name;
    batch.state = BatchState::Running;
    batch.counts[JobState::Queued] = 10;
    return batch;
}

std::shared_ptr<MadeUpData> dataOf(const QList<Batch> &batches)
{
    auto data = std::make_shared<MadeUpData>();
    data->batches = batches;
    return data;
}

QStringList namesIn(const QTableView &table)
{
    QStringList names;
    for (int row = 0; row < table.model()->rowCount(); ++row)
        names.append(table.model()->index(row, 0).data().toString());
    return names;
}

} // namespace

// A list is in the order that its cells show.
class TestSorting final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAsPeopleLookThemUp()
    {
        ShownWindow shown(dataOf({named(4, u"Zé"_s), named(3, u"Ágata"_s), named(2, u"Zoo"_s), named(1, u"acme"_s)}));
        auto *table = shown.find<QTableView>(u"batches"_s);
        QTRY_COMPARE(table->model()->rowCount(), 4);
        table->sortByColumn(BatchModel::columnOf("name"), Qt::AscendingOrder);
        QCOMPARE(namesIn(*table), (QStringList{u"acme"_s, u"Ágata"_s, u"Zé"_s, u"Zoo"_s}));
        QStringList names{u"Zoo"_s, u"Ágata"_s, u"acme"_s};
        sortNames(names);
        QCOMPARE(names, (QStringList{u"acme"_s, u"Ágata"_s, u"Zoo"_s}));
    }

    void doneByTheTimesThatAreShown()
    {
        Batch finished = named(1, u"finished"_s);
        finished.state = BatchState::Finished;
        finished.finished = wallFromMicros(1); // which is shown nowhere
        ShownWindow shown(dataOf({finished, named(4, u"paused"_s), named(3, u"late"_s), named(2, u"soon"_s)}));
        auto *table = shown.find<QTableView>(u"batches"_s);
        QTRY_COMPARE(table->model()->rowCount(), 4);
        const Wall now = shown.bench.pulse.now();
        const auto foresee = [&](Micros soon, Micros late) {
            shown.bench.batches.setEtas({{BatchId{2}, {EtaKind::Known, now, now + soon}},
                                         {BatchId{3}, {EtaKind::Known, now, now + late}},
                                         {BatchId{4}, {EtaKind::Paused, {}, {}}},
                                         {BatchId{1}, {EtaKind::Done, {}, {}}}},
                                        now);
        };
        table->sortByColumn(BatchModel::columnOf("eta"), Qt::AscendingOrder);
        foresee(1h, 5h);
        QCOMPARE(namesIn(*table), (QStringList{u"soon"_s, u"late"_s, u"paused"_s, u"finished"_s}));
        foresee(6h, 5h);
        QCOMPARE(namesIn(*table), (QStringList{u"late"_s, u"soon"_s, u"paused"_s, u"finished"_s}));
    }
};

QTEST_MAIN(TestSorting)
#include "test_sorting.moc"
