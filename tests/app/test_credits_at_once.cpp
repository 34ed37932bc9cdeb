#include "host/engine_host.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace fornada;
using namespace Qt::StringLiterals;

// Orders of one client that come at the very same moment are accepted as if they had come one after another.
class TestCreditsAtOnce : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        HostOptions options;
        options.dataFolder = m_folder->filePath(u"data"_s);
        options.paused = true;
        options.takeCommands = false;
        auto host = EngineHost::open(options);
        QVERIFY(host);
        m_host = std::move(*host);
        QFile rows(m_folder->filePath(u"rows.csv"_s));
        QVERIFY(rows.open(QIODevice::WriteOnly) && rows.write("id,full_name,role\n1,Ann,Cook\n2,Bo,Nurse\n") > 0);
        const QJsonObject three{{u"client"_s, u"Acme"_s}, {u"credits"_s, QJsonObject{{u"image"_s, 3}}}};
        QVERIFY(m_host->call({u"credit.set"_s, three, u"test"_s}));
    }
    void cleanup() { m_host.reset(); }

    void noMoreIsAcceptedThanIsLeft()
    {
        QCOMPARE(rowsTaken({u"Acme"_s, u"Acme"_s, u"Acme"_s}), (QList<qint64>{2, 1, 0}));
        QCOMPARE(rowsTaken({u"Acme"_s}), (QList<qint64>{0})); // whoever came to nothing holds nobody up
    }
    // A queue file says itself whose it is.
    void aFileMayNameItsClient()
    {
        QFile queue(m_folder->filePath(u"avatar_queue.json"_s));
        QVERIFY(queue.open(QIODevice::WriteOnly));
        QVERIFY(queue.write(R"({"empresa_id": "Acme", "queue": [{"id": 1, "full_name": "Ann", "role": "Cook"},
                                {"id": 2, "full_name": "Bo", "role": "Nurse"}]})") > 0);
        queue.close();
        QCOMPARE(rowsTaken({QString(), QString()}, queue.fileName()), (QList<qint64>{2, 1}));
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
                                   {u"rows"_s, file.isEmpty() ? m_folder->filePath(u"rows.csv"_s) : file},
                                   {u"client"_s, clients[i]},
                                   {u"start"_s, true}};
            m_host->execute({u"batch.create"_s, args, u"test"_s},
                            [&done = taken[size_t(i)]](const Result<QJsonObject> &added) {
                                done.set_value(added ? added->value("rows"_L1).toInteger() : 0);
                            });
        }
        QList<qint64> rows;
        for (std::promise<qint64> &one : taken)
            rows.append(one.get_future().get());
        return rows;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EngineHost> m_host;
};

QTEST_GUILESS_MAIN(TestCreditsAtOnce)
#include "test_credits_at_once.moc"
