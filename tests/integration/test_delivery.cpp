#include "intake/row_source.h"
#include "integration/program.h"

#include <QDir>
#include <QJsonArray>
#include <QScopeGuard>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace fornada;
using namespace fornada::test;
using namespace Qt::StringLiterals;

namespace {

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
    void aDailyLotSaysWhatIsLeft();
    void aRehearsalIsToldApart();
    void messagesLeaveAsSentences();
    void aHalfDoneQueueFileGoesOnAndComesBack();
    void aHalfDoneQueueFileIsForeseenByWhatIsLeft();
    void resultsGoBackIntoTheirTable();
    void aWriteBackThatCannotBeIsRefusedWhenItIsOrdered_data();
    void aWriteBackThatCannotBeIsRefusedWhenItIsOrdered();
    void aFinishedBatchIsDeliveredByItself();

private:
    QJsonObject ok(const QStringList &arguments);
    QVariantList sql(const QString &database, const QString &statement);
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
        const QString queued = rows.at(1)[u"queued"_s].toString(), started = rows.at(1)[u"started"_s].toString();
        QVERIFY2(queued.endsWith(u'Z') && queued <= started && started < rows.at(1)[u"completed"_s].toString(),
                 qPrintable(queued + u' ' + started));
        QVERIFY(rows.at(1)[u"seconds"_s].toVariant().toDouble() > 0);
    }
    const QJsonObject folder =
        ok(words(u"batch export 1 --as folder --json --to"_s) + QStringList{m_program->folder()});
    const QList<QJsonObject> rows = rowsOf(folder[u"path"_s].toString() + u"/table.csv"_s);
    QCOMPARE(rows.size(), 3);
    const QString file = rows.at(0)[u"file"_s].toString();
    QFile sidecar(folder[u"path"_s].toString() + u'/' + file.section(u'.', 0, -2) + u".json"_s);
    QVERIFY2(sidecar.open(QIODevice::ReadOnly), qPrintable(sidecar.fileName()));
    const QJsonDocument about = QJsonDocument::fromJson(sidecar.readAll());
    QCOMPARE(about[u"fields"_s][u"full_name"_s].toString(), u"Ana"_s);
    QVERIFY(about[u"started"_s].toString() < about[u"completed"_s].toString() && about[u"seconds"_s].toDouble() > 0);
    QFile::remove(m_program->data() + u"/results/"_s + file);
    QCOMPARE(ok(words(u"batch export 1 --json --to"_s) + QStringList{m_program->folder()})[u"missing"_s].toInt(), 1);
    QCOMPARE(m_program->run(words(u"batch export 1 --as parchment"_s)).code, 2);
}

void TestDelivery::batchesAreListedByWhoTheyAreFor()
{
    makeBatch({u"--client"_s, u"Acme"_s, u"--owner"_s, u"Bia"_s});
    makeBatch({u"--client"_s, u"Ruum"_s});
    const QByteArray shown = m_program->run(words(u"batch show 1"_s)).out;
    for (const char *what :
         {"  client    Acme\n", "  owner     Bia\n", "  created   ", "  started   ", "  last run  ", "  finished  "})
        QVERIFY2(shown.contains(what), shown.constData());
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

// Two of three a day: the report that is written by itself says so, and what it says is what one is told who asks.
void TestDelivery::aDailyLotSaysWhatIsLeft()
{
    ok(words(u"queue set portraits daily=2@UTC gap=none"_s));
    const QString rows = m_program->write(u"rows.csv"_s, "id,full_name,role\n7,Ana,x\n8,Bia,y\n9,Caio,z\n");
    ok(words(u"batch create --recipe portrait --name Avatars --start --rows"_s) + QStringList{rows});
    const auto engine = m_program->start(words(u"run --quiet"_s));
    const auto stop = qScopeGuard([&engine] {
        engine->terminate();
        engine->waitForFinished(30'000);
    });
    const auto isDone = [this] {
        const QJsonValue counts = ok(words(u"status --look --json"_s))[u"batches"_s][0][u"counts"_s];
        return counts[u"completed"_s].toInt() == 2 && counts[u"running"_s].toInt() == 0;
    };
    QVERIFY(QTest::qWaitFor(isDone, 60'000));
    (void)ok(words(u"status --look --json"_s)); // the look that sees that the day's lot is done
    const QDir reports(m_program->data() + u"/reports"_s);
    const QStringList name{u"day *.json"_s};
    QVERIFY(QTest::qWaitFor([&] { return reports.entryList(name).size() == 1; }, 60'000));
    QFile file(reports.filePath(reports.entryList(name).first()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject report = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject batch = report[u"batches"_s][0].toObject();
    QCOMPARE(batch[u"jobs"_s][u"completed"_s].toInt(), 2);
    QCOMPARE(batch[u"left"_s].toInt(), 1);
    QCOMPARE(batch[u"done"_s].toInt(), 2);
    QCOMPARE(batch[u"of"_s].toInt(), 3);
    QCOMPARE(report[u"left"_s].toInt(), 1);
    const QJsonValue wait = batch[u"waits"_s][0];
    QCOMPARE(wait[u"queue"_s].toString(), u"portraits"_s);
    QCOMPARE(wait[u"reason"_s].toString(), u"dailyCap"_s);
    QVERIFY(wallFromIso(wait[u"until"_s].toString()) > SystemClock().now().wall);
    const QByteArray said = m_program->run(words(u"report day"_s)).out;
    QVERIFY2(said.contains("Avatars: 2 completed, 0 failed, 1 not done yet (2 of 3 done)"), said.constData());
}

// It is no work, and its money is none.
void TestDelivery::aRehearsalIsToldApart()
{
    makeBatch();
    const QJsonObject before = ok(words(u"report day --json"_s));
    const QString rows = m_program->write(u"more.csv"_s, "id,full_name,role\n17,Davi,Baker\n");
    ok(words(u"batch rehearse --recipe portrait --name Trial --rows"_s) + QStringList{rows});
    ok(words(u"run --until-idle --quiet"_s));
    QCOMPARE(ok(words(u"batch show 2 --json"_s))[u"counts"_s][u"completed"_s].toInt(), 1);
    QCOMPARE(ok(words(u"report day --json"_s)), before);
    const QJsonArray batches = ok(words(u"batch list --json"_s))[u"batches"_s].toArray();
    QCOMPARE(batches[0][u"rehearsal"_s].toBool(), true);
    QCOMPARE(batches[1][u"rehearsal"_s].toBool(true), false);
    const QByteArrayList lines = m_program->run(words(u"batch list"_s)).out.split('\n');
    QVERIFY2(lines.at(0).contains("rehearsal") && lines.at(0).contains("Trial"), lines.at(0).constData());
    QVERIFY2(!lines.at(1).contains("rehearsal"), lines.at(1).constData());
}

void TestDelivery::messagesLeaveAsSentences()
{
    const QString recipe = m_program->write(
        u"twice.json"_s,
        R"({"name": "twice", "version": 1, "title": "Twice", "key": "id", "requires": ["full_name"], "steps": [
            {"id": "picture", "operation": "image", "queue": "portraits", "prompt": "Portrait of {{full_name}}"},
            {"id": "other", "operation": "image", "queue": "portraits", "prompt": "Sketch of {{full_name}}",
             "after": ["picture"], "fallback": true}]})");
    ok({u"recipe"_s, u"import"_s, recipe});
    const QString rows = m_program->write(u"rows.csv"_s, "id,full_name\n7,Ana\n");
    ok(words(u"batch create --recipe twice --start --rows"_s) + QStringList{rows});
    ok(words(u"run --until-idle --quiet"_s));
    const QJsonObject made =
        ok({u"batch"_s, u"export"_s, u"1"_s, u"--as"_s, u"csv"_s, u"--to"_s, m_program->folder(), u"--json"_s});
    const QList<QJsonObject> lines = rowsOf(made[u"path"_s].toString());
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(1)[u"state"_s].toString(), u"skipped"_s);
    QCOMPARE(lines.at(1)[u"message"_s].toString(), u"not needed: nothing before it failed"_s);
}

void TestDelivery::aHalfDoneQueueFileGoesOnAndComesBack()
{
    const auto entry = [](int id, const char *name, const char *status, int attempts, const QJsonValue &error) {
        const QJsonValue last = attempts > 0 ? QJsonValue(u"2025-11-19T10:30:00.000Z"_s) : QJsonValue();
        return QJsonObject{{u"id"_s, id},
                           {u"full_name"_s, QString::fromLatin1(name)},
                           {u"role"_s, u"Baker"_s},
                           {u"status"_s, QString::fromLatin1(status)},
                           {u"attempts"_s, attempts},
                           {u"last_attempt"_s, last},
                           {u"error"_s, error}};
    };
    const QJsonObject failed = entry(4, "Duda", "failed", 3, u"refused"_s);
    const QJsonObject given{
        {u"empresa_id"_s, u"acme"_s},
        {u"created_at"_s, u"2025-11-19T10:00:00.000Z"_s},
        {u"last_run"_s, u"2025-11-19T10:30:00.000Z"_s},
        {u"total_personas"_s, 5},
        {u"processed"_s, 2},
        {u"failed"_s, 1},
        {u"queue"_s, QJsonArray{entry(3, "Caio", "pending", 1, u"429"_s), failed, entry(5, "Eva", "pending", 0, {})}},
        {u"completed"_s, QJsonArray{entry(1, "Ana", "completed", 1, {}), entry(2, "Bia", "completed", 2, {})}},
        {u"errors"_s, QJsonArray{failed}}};
    const QString file = m_program->write(u"avatar_queue.json"_s, QJsonDocument(given).toJson());
    const QJsonObject sheet = ok(words(u"batch plan --recipe portrait --json --rows"_s) + QStringList{file});
    QCOMPARE(sheet[u"calls"_s][0][u"requests"_s].toInt(), 2); // what is done is not asked for again
    ok(words(u"batch create --recipe portrait --json --rows"_s) + QStringList{file});
    const auto exported = [this] {
        QFile out(
            ok(words(u"batch export 1 --as avatar-queue --json --to"_s) + QStringList{m_program->folder()})[u"path"_s]
                .toString());
        return out.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(out.readAll()).object() : QJsonObject();
    };
    const QJsonObject back = exported();
    for (const QString &key : given.keys())
        QVERIFY2(back[key] == given[key],
                 QJsonDocument(QJsonObject{{u"key"_s, key}, {u"is"_s, back[key]}}).toJson().constData());
    QCOMPARE(back.size(), given.size());

    ok(words(u"batch start 1"_s));
    QCOMPARE(m_program->run(words(u"run --until-idle --quiet"_s)).code, 3); // one had failed before
    const QJsonObject batch = ok(words(u"batch show 1 --json"_s));
    QCOMPARE(batch[u"client"_s].toString(), u"acme"_s);
    QCOMPARE(batch[u"state"_s].toString(), u"finished"_s);
    QCOMPARE(batch[u"counts"_s][u"completed"_s].toInt(), 4);
    QCOMPARE(batch[u"counts"_s][u"failed"_s].toInt(), 1);
    QCOMPARE(ok(words(u"report batch 1 --json"_s))[u"requests"_s].toInt(), 2);
    const QJsonObject after = exported();
    QCOMPARE(after[u"processed"_s].toInt(), 4);
    QCOMPARE(after[u"queue"_s].toArray().size(), 1);
    const QJsonArray completed = after[u"completed"_s].toArray();
    QCOMPARE(completed[2][u"attempts"_s].toInt(), 2); // the one before and the one here
    QCOMPARE(completed[2][u"error"_s], QJsonValue(QJsonValue::Null));
    QVERIFY(after[u"last_run"_s].toString() > given[u"last_run"_s].toString());
    ok(words(u"batch retry-failed 1"_s));
    ok(words(u"run --until-idle --quiet"_s));
    QCOMPARE(exported()[u"queue"_s].toArray().size(), 0);
}

QVariantList TestDelivery::sql(const QString &database, const QString &statement)
{
    QVariantList values;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
        connection.setDatabaseName(database);
        connection.open();
        QSqlQuery query(connection);
        if (!query.exec(statement))
            QTest::qFail(qPrintable(statement), __FILE__, __LINE__);
        while (query.next())
            values.append(query.value(0));
    }
    QSqlDatabase::removeDatabase(u"test"_s);
    return values;
}

// 85 of 100 are done: what is left is one daily lot, whatever the file's length.
void TestDelivery::aHalfDoneQueueFileIsForeseenByWhatIsLeft()
{
    ok(words(u"queue set portraits gap=120 daily=15@UTC"_s));
    const auto people = [](int from, int to) {
        QJsonArray list;
        for (int id = from; id <= to; ++id)
            list.append(QJsonObject{{u"id"_s, id}, {u"full_name"_s, u"P%1"_s.arg(id)}, {u"role"_s, u"x"_s}});
        return list;
    };
    const auto foreseen = [&](int done) {
        const QJsonObject queue{
            {u"empresa_id"_s, u"acme"_s}, {u"completed"_s, people(1, done)}, {u"queue"_s, people(86, 100)}};
        const QString file = m_program->write(u"half.json"_s, QJsonDocument(queue).toJson());
        QJsonObject sheet = ok(words(u"batch forecast --recipe portrait --json --rows"_s) + QStringList{file});
        QCOMPARE(sheet[u"jobs"_s].toInt(), done + 15);
        QCOMPARE(sheet[u"requests"_s].toInt(), 15);
        QCOMPARE(sheet[u"foreseen"_s].toInt(), 15);
        int requests = 0;
        for (const QJsonValue &day : sheet[u"days"_s].toArray())
            requests += day[u"requests"_s].toInt();
        QCOMPARE(requests, 15);
    };
    foreseen(0);
    foreseen(85);
}

void TestDelivery::resultsGoBackIntoTheirTable()
{
    makeBatch();
    const QString path = m_program->folder() + u"/people.db"_s;
    sql(path, u"CREATE TABLE avatares (persona INTEGER PRIMARY KEY, file TEXT)"_s);
    sql(path, u"INSERT INTO avatares VALUES (7, NULL), (8, NULL), (10, 'mine')"_s);
    const QJsonObject back = ok({u"batch"_s, u"write-back"_s, u"1"_s, u"--into"_s, path + u":avatares.persona=file"_s,
                                 u"--field"_s, u"id"_s, u"--json"_s});
    QCOMPARE(back[u"written"_s].toInt(), 2);
    QCOMPARE(back[u"missing"_s].toArray(), QJsonArray{u"9"_s});
    const QVariantList files = sql(path, u"SELECT file FROM avatares ORDER BY persona"_s);
    QVERIFY2(QFile::exists(files.at(0).toString()), qPrintable(files.at(0).toString()));
    QCOMPARE(files.at(2).toString(), u"mine"_s);
    QCOMPARE(m_program
                 ->run({u"batch"_s, u"write-back"_s, u"1"_s, u"--into"_s, path + u":avatares.persona=portrait"_s,
                        u"--field"_s, u"id"_s})
                 .code,
             1);
    const QStringList again{u"batch"_s,   u"write-back"_s, u"1"_s, u"--into"_s, path + u":avatares.persona=file"_s,
                            u"--field"_s, u"id"_s};
    QCOMPARE(m_program->run(again + words("--step nope")).code, 2);
    QVERIFY(QFile::remove(files.at(0).toString()));
    const QJsonObject second = ok(again + words("--json"));
    QCOMPARE(second[u"written"_s].toInt(), 1);
    QCOMPARE(second[u"gone"_s].toInt(), 1);
}

void TestDelivery::aWriteBackThatCannotBeIsRefusedWhenItIsOrdered_data()
{
    QTest::addColumn<QString>("into"); // behind the database
    QTest::addColumn<QString>("more");
    QTest::addColumn<QString>("named");
    QTest::newRow("table") << u":people.persona=file"_s << u"--field id"_s << u"people"_s;
    QTest::newRow("key") << u":avatares.id=file"_s << u"--field id"_s << u"id"_s;
    QTest::newRow("column") << u":avatares.persona=picture"_s << u"--field id"_s << u"picture"_s;
    QTest::newRow("database") << u".gone:avatares.persona=file"_s << u"--field id"_s << u"people.db.gone"_s;
    QTest::newRow("field") << u":avatares.persona=file"_s << QString() << u"persona"_s;
    QTest::newRow("step") << u":avatares.persona=file"_s << u"--field id --step nope"_s << u"nope"_s;
}

void TestDelivery::aWriteBackThatCannotBeIsRefusedWhenItIsOrdered()
{
    QFETCH(QString, into);
    QFETCH(QString, more);
    QFETCH(QString, named);
    const QString path = m_program->folder() + u"/people.db"_s;
    sql(path, u"CREATE TABLE avatares (persona INTEGER PRIMARY KEY, file TEXT)"_s);
    const QString rows = m_program->write(u"personas.csv"_s, "id,full_name,role\n7,Ana,Baker\n");
    const QStringList create = words("batch create --recipe portrait --rows") + QStringList{rows};
    const QStringList back = QStringList{u"--write-back"_s, path + into} + more.split(u' ', Qt::SkipEmptyParts);
    const Ended refused = m_program->run(create + back);
    QVERIFY(refused.code != 0);
    QVERIFY2(refused.err.contains(named.toUtf8()), refused.err.constData());
    QVERIFY(m_program->run(words("batch list --json")).json()[u"batches"_s].toArray().isEmpty());
    ok(create);
    const Ended later = m_program->run(words("batch set 1") + back);
    QVERIFY(later.code != 0);
    QVERIFY2(later.err.contains(named.toUtf8()), later.err.constData());
    QVERIFY(ok(words("batch show 1 --json"))[u"writeBack"_s].isNull());
}

// Also when the program ended between the last result and the delivery.
void TestDelivery::aFinishedBatchIsDeliveredByItself()
{
    const QString path = m_program->folder() + u"/people.db"_s;
    const QString data = m_program->data() + u"/fornada.db"_s;
    const QString files = u"SELECT file FROM avatares WHERE file IS NOT NULL ORDER BY persona"_s;
    sql(path, u"CREATE TABLE avatares (persona INTEGER PRIMARY KEY, file TEXT)"_s);
    sql(path, u"INSERT INTO avatares VALUES (7, NULL), (8, NULL), (10, 'mine')"_s);
    makeBatch({u"--write-back"_s, path + u":avatares.persona=file"_s, u"--field"_s, u"id"_s});
    QCOMPARE(sql(path, files).size(), 3);
    const QString report = m_program->data() + u"/reports/batch 1 Avatars"_s;
    QVERIFY(QFile::exists(report + u".html"_s));
    QFile json(report + u".json"_s);
    QVERIFY(json.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(json.readAll())[u"jobs"_s][u"completed"_s].toInt(), 3);
    QCOMPARE(QDir(m_program->data() + u"/reports"_s).entryList({u"day *"_s}).size(), 2);
    QVERIFY(ok(words(u"batch show 1 --json"_s))[u"delivered"_s].isString());

    sql(data, u"UPDATE batch SET delivered = NULL"_s);
    sql(path, u"UPDATE avatares SET file = NULL WHERE persona < 10"_s);
    ok(words(u"run --until-idle --quiet"_s));
    QCOMPARE(sql(path, files).size(), 3);
    sql(path, u"UPDATE avatares SET file = NULL WHERE persona < 10"_s);
    ok(words(u"run --until-idle --quiet"_s)); // it has been delivered: what became of it since is not ours
    QCOMPARE(sql(path, files).size(), 1);

    // A table that is gone loses nothing, and says so.
    sql(path, u"DROP TABLE avatares"_s);
    sql(data, u"UPDATE batch SET delivered = NULL"_s);
    ok(words(u"run --until-idle --quiet"_s));
    QCOMPARE(sql(data, u"SELECT count(*) FROM event WHERE kind = 'deliveryFailed'"_s), QVariantList{1});
    QVERIFY(ok(words(u"batch show 1 --json"_s))[u"delivered"_s].isNull());
    ok(words(u"batch set 1 --write-back none"_s));
    QVERIFY(ok(words(u"batch show 1 --json"_s))[u"writeBack"_s].isNull());
    QCOMPARE(m_program->run({u"batch"_s, u"set"_s, u"1"_s, u"--write-back"_s, u"nonsense"_s}).code, 2);
}

QTEST_GUILESS_MAIN(TestDelivery)
#include "test_delivery.moc"
