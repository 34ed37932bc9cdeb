#include "intake/row_source.h"
#include "integration/program.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;
using namespace Qt::StringLiterals;

namespace {

QStringList words(const QString &line)
{
    return line.split(u' ');
}

QList<QJsonObject> rowsOf(const QString &path)
{
    QList<QJsonObject> rows;
    const auto source = openRows(path);
    for (auto row = source ? (*source)->next() : Result<std::optional<SourceRow>>(source.error()); row && *row;
         row = (*source)->next())
        rows.append((*row)->fields);
    return rows;
}

} // namespace

// What leaves a batch: exports, reports, queue files, tables written back.
class TestDelivery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyFormOfExportHasEveryRow();
    void batchesAreListedByWhoTheyAreFor();
    void reportsSayWhatWasDone();

private:
    QJsonObject ok(const QStringList &arguments);
    // Three portraits on the sandbox, made.
    void makeBatch(const QStringList &more = {});

    std::unique_ptr<Program> m_program;
};

void TestDelivery::init()
{
    m_program = std::make_unique<Program>();
}

QJsonObject TestDelivery::ok(const QStringList &arguments)
{
    const Ended ended = m_program->run(arguments);
    if (ended.code != 0)
        QTest::qFail((ended.out + ended.err).constData(), __FILE__, __LINE__);
    return ended.json();
}

void TestDelivery::makeBatch(const QStringList &more)
{
    const QString rows =
        m_program->write(u"personas.csv"_s, "id,full_name,role,note\n"
                                            "7,Ana,Baker,=1+1\n8,Bia,Vet,plain\n9,Caio,Poet,\"a,b\"\n");
    ok(words(u"batch create --recipe portrait --name Avatars --start --json"_s) + QStringList{u"--rows"_s, rows} +
       more);
    ok(words(u"run --until-idle --quiet"_s));
}

void TestDelivery::everyFormOfExportHasEveryRow()
{
    makeBatch({u"--set"_s, u"sidecars=true"_s});
    for (const QString &form : {u"csv"_s, u"xlsx"_s}) {
        const QJsonObject made =
            ok({u"batch"_s, u"export"_s, u"1"_s, u"--as"_s, form, u"--to"_s, m_program->folder(), u"--json"_s});
        QCOMPARE(made[u"path"_s].toString(), m_program->folder() + u"/Avatars."_s + form);
        QCOMPARE(made[u"missing"_s].toInt(-1), 0);
        const QList<QJsonObject> rows = rowsOf(made[u"path"_s].toString());
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows.at(0)[u"full_name"_s].toString(), u"Ana"_s);
        QCOMPARE(rows.at(0)[u"note"_s].toString(), form == u"csv"_s ? u"'=1+1"_s : u"=1+1"_s);
        QCOMPARE(rows.at(2)[u"note"_s].toString(), u"a,b"_s);
        QCOMPARE(rows.at(1)[u"state"_s].toString(), u"completed"_s);
        QVERIFY2(QFile::exists(rows.at(1)[u"file"_s].toString()), "the table says where the file is");
    }
    const QJsonObject folder =
        ok(words(u"batch export 1 --as folder --json --to"_s) + QStringList{m_program->folder()});
    const QList<QJsonObject> rows = rowsOf(folder[u"path"_s].toString() + u"/table.csv"_s);
    QCOMPARE(rows.size(), 3);
    const QString file = rows.at(0)[u"file"_s].toString();
    QFile sidecar(folder[u"path"_s].toString() + u'/' + file.section(u'.', 0, -2) + u".json"_s);
    QVERIFY2(sidecar.open(QIODevice::ReadOnly), qPrintable(sidecar.fileName()));
    QCOMPARE(QJsonDocument::fromJson(sidecar.readAll())[u"fields"_s][u"full_name"_s].toString(), u"Ana"_s);
    QFile::remove(m_program->data() + u"/results/"_s + file);
    QCOMPARE(ok(words(u"batch export 1 --json --to"_s) + QStringList{m_program->folder()})[u"missing"_s].toInt(), 1);
    QCOMPARE(m_program->run(words(u"batch export 1 --as parchment"_s)).code, 2);
}

void TestDelivery::batchesAreListedByWhoTheyAreFor()
{
    makeBatch({u"--client"_s, u"Acme"_s, u"--owner"_s, u"Bia"_s});
    makeBatch({u"--client"_s, u"Ruum"_s});
    const auto names = [this](const QString &filter) {
        QStringList clients;
        const QJsonArray batches = ok(words(u"batch list --json "_s + filter))[u"batches"_s].toArray();
        for (const QJsonValue &batch : batches)
            clients.append(batch[u"client"_s].toString());
        return clients;
    };
    QCOMPARE(names(u"--client Acme"_s), QStringList{u"Acme"_s});
    QCOMPARE(names(u"--owner Bia"_s), QStringList{u"Acme"_s});
    QCOMPARE(names(u"--client Ruum --owner Bia"_s), QStringList());
    QCOMPARE(ok(words(u"job list --json --client Ruum"_s))[u"jobs"_s].toArray().size(), 3);
    QCOMPARE(ok(words(u"job list --json --owner Bia"_s))[u"jobs"_s].toArray().size(), 3);
    QCOMPARE(ok(words(u"job list --json --owner Rui"_s))[u"jobs"_s].toArray().size(), 0);
}

void TestDelivery::reportsSayWhatWasDone()
{
    makeBatch({u"--client"_s, u"<Acme>"_s});
    const QJsonObject batch = ok(words(u"report batch 1 --json"_s));
    QCOMPARE(batch[u"jobs"_s][u"completed"_s].toInt(), 3);
    QCOMPARE(batch[u"rows"_s].toInt(), 3);
    QCOMPARE(batch[u"requests"_s].toInt(), 3);
    QCOMPARE(batch[u"successRate"_s].toDouble(), 1.0);
    QCOMPARE(batch[u"spent"_s].toString(), ok(words(u"batch show 1 --json"_s))[u"spent"_s].toString());
    QVERIFY(batch[u"processingSeconds"_s].toDouble() > 0);
    QVERIFY(batch[u"finished"_s].isString());
    for (const QString &days : {u"week"_s, u"day"_s}) {
        const QJsonObject report = ok({u"report"_s, days, u"--json"_s});
        QCOMPARE(report[u"spent"_s].toString(), batch[u"spent"_s].toString());
        QCOMPARE(report[u"batches"_s].toArray().size(), 1);
    }
    QCOMPARE(ok(words(u"report week --of 2020-01-01 --json"_s))[u"requests"_s].toInt(), 0);
    for (const auto &[language, word] :
         {std::pair(u"en"_s, u"success rate"_s), std::pair(u"pt_BR"_s, u"taxa de sucesso"_s)}) {
        const QString page = m_program->folder() + u"/report.html"_s;
        ok({u"report"_s, u"batch"_s, u"1"_s, u"--html"_s, page, u"--language"_s, language});
        QFile file(page);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString html = QString::fromUtf8(file.readAll());
        QVERIFY2(html.contains(word), qPrintable(html));
        QVERIFY(html.contains(u"&lt;Acme&gt;"_s));
    }
    QCOMPARE(m_program->run(words(u"report batch 9"_s)).code, 1);
    QCOMPARE(m_program->run(words(u"report week --of tomorrow"_s)).code, 2);
}

QTEST_GUILESS_MAIN(TestDelivery)
#include "test_delivery.moc"
