#include "intake/row_source.h"

#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

// A hand-made queue file is read with how far each persona came.
class TestAvatarQueueRows final : public QObject {
    Q_OBJECT

    static QString write(const QTemporaryDir &folder, const QByteArray &bytes)
    {
        QFile file(folder.filePath(u"avatar_queue.json"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        return file.fileName();
    }

private Q_SLOTS:
    void everyListIsRead()
    {
        const QTemporaryDir folder;
        const auto rows = openRows(write(folder, R"({"empresa_id": "acme", "created_at": "2025-11-19T10:00:00.000Z",
            "last_run": null, "total_personas": 4, "processed": 1, "failed": 1,
            "queue": [{"id": 2, "full_name": "Bia", "role": "Vet", "status": "pending", "attempts": 1,
                       "last_attempt": "2025-11-19T11:00:00.000Z", "error": "429"},
                      {"id": 3, "full_name": "Caio", "role": "Poet", "status": "processing", "attempts": 0,
                       "last_attempt": null, "error": null},
                      {"id": 4, "full_name": "Duda", "role": "Chef", "status": "failed", "attempts": 3,
                       "last_attempt": "2025-11-19T12:00:00.000Z", "error": "refused"}],
            "completed": [{"id": 1, "full_name": "Ana", "role": "Baker", "status": "completed", "attempts": 2,
                           "last_attempt": "2025-11-19T10:30:00.000Z", "error": null}],
            "errors": [{"id": 4, "error": "refused"}, {"id": 5, "full_name": "Eva", "error": "gone"}]})"));
        QVERIFY2(rows, rows ? "" : qPrintable(rows.error().detail));
        QCOMPARE((*rows)->about().client, u"acme"_s);
        QCOMPARE((*rows)->about().created, u"2025-11-19T10:00:00.000Z"_s);
        QCOMPARE((*rows)->columns(), (QStringList{u"full_name"_s, u"id"_s, u"role"_s}));
        QList<SourceRow> read;
        for (auto row = (*rows)->next(); row && *row; row = (*rows)->next())
            read.append(**row);
        QCOMPARE(read.size(), 5);
        QCOMPARE(read.at(0).fields[u"full_name"_s].toString(), u"Ana"_s);
        QCOMPARE(read.at(0).past->state, JobState::Completed);
        QCOMPARE(read.at(0).past->attempts, 2);
        QCOMPARE(read.at(1).past->state, JobState::Queued);
        QCOMPARE(read.at(1).past->attempts, 1);
        QCOMPARE(read.at(1).past->error, u"429"_s);
        QVERIFY(read.at(1).past->lastAttempt.has_value());
        QCOMPARE(read.at(2).past->state, JobState::Queued); // it was under way when the script ended
        QVERIFY(!read.at(2).past->lastAttempt.has_value());
        QCOMPARE(read.at(3).past->state, JobState::Failed);
        QCOMPARE(read.at(4).fields[u"full_name"_s].toString(), u"Eva"_s);
        QVERIFY(!read.at(0).fields.contains(u"status"_s));
    }

    // As Windows programs save it.
    void everyEncodingIsRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QString text = uR"({"empresa_id": "Padaria São João", "queue":
            [{"id": 1, "full_name": "João", "role": "Padeiro", "status": "pending"}], "completed": []})"_s;
        const auto row = [&text](const char *name, QStringConverter::Encoding encoding, bool marked) {
            QStringEncoder encoder(encoding,
                                   marked ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
            const QByteArray bytes = encoder(text);
            QTest::newRow(name) << bytes;
        };
        row("UTF-8", QStringConverter::Utf8, false);
        row("UTF-8 with its mark", QStringConverter::Utf8, true);
        row("UTF-16 with its mark", QStringConverter::Utf16LE, true);
        row("UTF-16, the other way round", QStringConverter::Utf16BE, true);
        row("UTF-16 without a mark", QStringConverter::Utf16LE, false);
    }
    void everyEncodingIsRead()
    {
        QFETCH(QByteArray, bytes);
        const QTemporaryDir folder;
        const auto rows = openRows(write(folder, bytes));
        QVERIFY2(rows, rows ? "" : qPrintable(rows.error().detail));
        QCOMPARE((*rows)->about().client, u"Padaria São João"_s);
        const auto first = (*rows)->next();
        QVERIFY(first && *first && (*first)->past);
        QCOMPARE((*first)->fields[u"full_name"_s].toString(), u"João"_s);
    }

    // Wherever it breaks off, it is said what to do; it is never read as something else.
    void aBrokenFileSaysWhatToDo()
    {
        const QByteArray whole = R"({"empresa_id": "acme",
"queue": [{"id": 1, "full_name": "Ana", "status": "pending"},
          {"id": 2, "full_name": "Bia", "status": "pending"}],
"completed": []
})";
        for (qsizetype size = 20; size < whole.size(); ++size) {
            const QTemporaryDir folder;
            const auto rows = openRows(write(folder, whole.first(size)));
            QVERIFY2(!rows, whole.first(size).constData());
            QCOMPARE(rows.error().kind, ErrorKind::BadFormat);
            QVERIFY2(rows.error().detail.startsWith(
                         u"it breaks off in line %1: copy it again"_s.arg(whole.first(size).trimmed().count('\n') + 1)),
                     qPrintable(rows.error().detail + u' ' + QString::fromUtf8(whole.first(size))));
        }
        const QTemporaryDir folder;
        const auto damaged = openRows(write(folder, QByteArray(whole).replace("\"id\": 2,", "\"id\" 2,")));
        QVERIFY(!damaged);
        QVERIFY2(damaged.error().detail.startsWith(u"line 3 is damaged"_s), qPrintable(damaged.error().detail));
    }

    void otherFilesAreReadAsBefore()
    {
        const QTemporaryDir folder;
        const auto lines =
            openRows(write(folder, "{\"empresa_id\": 7, \"name\": \"Ana\"}\n{\"empresa_id\": 8, \"name\": \"Bia\"}\n"));
        QVERIFY(lines);
        const auto first = (*lines)->next();
        QVERIFY(first && *first);
        QVERIFY(!(*first)->past);
        QCOMPARE((*first)->fields[u"name"_s].toString(), u"Ana"_s);
        const auto empty = openRows(write(folder, R"({"empresa_id": "a", "queue": [], "completed": []})"));
        QVERIFY(!empty);
        QCOMPARE(empty.error().kind, ErrorKind::EmptyInput);
    }
};

QTEST_GUILESS_MAIN(TestAvatarQueueRows)
#include "test_avatar_queue_rows.moc"
