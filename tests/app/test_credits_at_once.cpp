#include "support/host_world.h"

#include <QTest>

#include <future>

using namespace fornada;
using namespace fornada::test;
using namespace Qt::StringLiterals;

// Orders of one client that come at the very same moment are accepted as if they had come one after another.
class TestCreditsAtOnce : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_world = HostWorld::paused();
        m_rows = m_world->write(u"rows.csv"_s, "id,full_name,role\n1,Ann,Cook\n2,Bo,Nurse\n");
        const QJsonObject three{{u"client"_s, u"Acme"_s}, {u"credits"_s, QJsonObject{{u"image"_s, 3}}}};
        QVERIFY(m_world->call(u"credit.set"_s, three));
    }
    void cleanup() { m_world.reset(); }

    void noMoreIsAcceptedThanIsLeft()
    {
        QCOMPARE(rowsTaken({u"Acme"_s, u"Acme"_s, u"Acme"_s}), (QList<qint64>{2, 1, 0}));
        QCOMPARE(rowsTaken({u"Acme"_s}), (QList<qint64>{0})); // whoever came to nothing holds nobody up
    }
    // A queue file says itself whose it is.
    void aFileMayNameItsClient()
    {
        const QString queue = m_world->write(
            u"avatar_queue.json"_s, R"({"empresa_id": "Acme", "queue": [{"id": 1, "full_name": "Ann", "role": "Cook"},
                                {"id": 2, "full_name": "Bo", "role": "Nurse"}]})");
        QCOMPARE(rowsTaken({QString(), QString()}, queue), (QList<qint64>{2, 1}));
    }
    void othersAreNotHeldUp()
    {
        QCOMPARE(rowsTaken({u"Acme"_s, u"Ruum"_s, u"Acme"_s, {}}), (QList<qint64>{2, 2, 1, 2}));
    }

private:
    // Of what has two rows each, asked for before any of them is answered.
    QList<qint64> rowsTaken(const QStringList &clients, const QString &file = {})
    {
        std::vector<std::promise<qint64>> taken(size_t(clients.size()));
        for (qsizetype i = 0; i < clients.size(); ++i) {
            const QJsonObject args{{u"recipe"_s, u"portrait"_s},
                                   {u"rows"_s, file.isEmpty() ? m_rows : file},
                                   {u"client"_s, clients[i]},
                                   {u"start"_s, true}};
            m_world->execute(u"batch.create"_s, args, [&done = taken[size_t(i)]](const Result<QJsonObject> &added) {
                done.set_value(added ? added->value("rows"_L1).toInteger() : 0);
            });
        }
        QList<qint64> rows;
        for (std::promise<qint64> &one : taken)
            rows.append(one.get_future().get());
        return rows;
    }

    std::unique_ptr<HostWorld> m_world;
    QString m_rows;
};

QTEST_GUILESS_MAIN(TestCreditsAtOnce)
#include "test_credits_at_once.moc"
