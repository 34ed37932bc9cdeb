#include "support/store_dump.h"
#include "support/store_world.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

namespace {

constexpr int kFilledUntil = 8; // the newest schema that filled.sql knows all tables of

int latest()
{
    return latestVersion(builtInMigrations());
}

// The statements of filled.sql for a schema.
QStringList fillingOf(int version)
{
    QFile file(QStringLiteral(TEST_DATA "/filled.sql"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("filled.sql");
    QStringList statements;
    const QStringList parts = QString::fromUtf8(file.readAll()).split(QStringLiteral("\n@ "));
    for (const QString &part : parts.mid(1)) {
        const QStringList span = part.section(u'\n', 0, 0).split(u' ');
        const bool isOver = span.size() > 1 && span.at(1).toInt() < version;
        if (span.first().toInt() <= version && !isOver)
            statements += part.section(u'\n', 1).trimmed().split(QStringLiteral(";\n"));
    }
    return statements;
}

using Columns = QMap<QString, QStringList>; // by table
using Rows = QMap<QString, QStringList>;

QStringList texts(SqlConnection &sql, const QString &query)
{
    QStringList found;
    const auto rows = sql.once(query);
    while (rows->next())
        *rows >> found.emplaceBack();
    return found;
}

Columns columnsOf(SqlConnection &sql)
{
    Columns columns;
    const QStringList tables = texts(sql, QStringLiteral("SELECT name FROM sqlite_master WHERE type = 'table' "
                                                         "AND name NOT LIKE 'sqlite_%' ORDER BY name"));
    for (const QString &table : tables)
        columns[table] = texts(sql, QStringLiteral("SELECT name FROM pragma_table_info('%1')").arg(table));
    return columns;
}

// Every row of these columns, byte by byte, in no order of the table's own.
Rows rowsOf(SqlConnection &sql, const Columns &columns)
{
    Rows rows;
    for (auto it = columns.cbegin(); it != columns.cend(); ++it) {
        QStringList shown;
        for (const QString &column : it.value())
            shown.append(QStringLiteral("'%1=' || quote(\"%1\")").arg(column));
        rows[it.key()] = texts(sql, QStringLiteral("SELECT %1 FROM \"%2\" ORDER BY 1")
                                        .arg(shown.join(QStringLiteral(" || '|' || ")), it.key()));
    }
    return rows;
}

} // namespace

// A folder of every schema, with every table and every state in it, is after all migrations what it was before: what a
// migration means to change is named here.
class TestMigratedData : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void allIsAsItWas_data();
    void allIsAsItWas();
    void aMigrationThatManglesIsSeen();

private:
    std::unique_ptr<SqlConnection> connection() const
    {
        auto opened = SqlConnection::open(m_folder->filePath(QStringLiteral("fornada.db")), SqlAccess::ReadWrite);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        return std::move(*opened);
    }
    // Puts the filled file of a schema into the folder and reads it.
    void fill(int version);
    void open(const QList<Migration> &migrations) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    Columns m_columns;
    Rows m_before;
};

void TestMigratedData::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestMigratedData::fill(int version)
{
    const QString file = m_folder->filePath(QStringLiteral("fornada.db"));
    QVERIFY(QFile::copy(QStringLiteral(TEST_DATA "/schema-%1.db").arg(version, 4, 10, QLatin1Char('0')), file));
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    const auto sql = connection();
    for (const QString &statement : fillingOf(version))
        if (const Status done = sql->execute(statement); !done)
            QFAIL(qPrintable(done.error().detail + u'\n' + statement));
    QCOMPARE(texts(*sql, QStringLiteral("SELECT \"table\" FROM pragma_foreign_key_check")), QStringList());
    m_columns = columnsOf(*sql);
    m_before = rowsOf(*sql, m_columns);
    if (version <= kFilledUntil)
        for (auto it = m_before.cbegin(); it != m_before.cend(); ++it)
            QVERIFY2(!it.value().isEmpty(), qPrintable(it.key()));
}

void TestMigratedData::open(const QList<Migration> &migrations) const
{
    OpenOptions options;
    options.folder = m_folder->path();
    options.migrations = migrations;
    const auto opened = openStore(options);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    QCOMPARE(faults((*opened)->tables()), QStringList());
    // Batch 1 is half added, six in all: they are read as what they are.
    QCOMPARE((*opened)->tables().batches().size(), 6);
    QCOMPARE((*opened)->tables().counts(BatchId{2}).total(), qint64(18));
}

void TestMigratedData::allIsAsItWas_data()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version <= latest(); ++version)
        QTest::addRow("schema %d", version) << version;
}

void TestMigratedData::allIsAsItWas()
{
    QFETCH(int, version);
    fill(version);
    open(builtInMigrations());
    const auto sql = connection();
    if (version < 4) { // schema 4 begins the cache anew
        m_before.remove(QStringLiteral("cache"));
        m_columns.remove(QStringLiteral("cache"));
        QCOMPARE(texts(*sql, QStringLiteral("SELECT place FROM cache")), QStringList());
    }
    if (version < 5) // schema 5: reports of old batches count as delivered
        QCOMPARE(texts(*sql, QStringLiteral("SELECT name FROM batch WHERE delivered IS finished")).size(), 6);
    if (version < 6) { // schema 6 moves priorities from the journal to notes
        QCOMPARE(texts(*sql, QStringLiteral("SELECT operation_id || ' ' || first_job || '-' || last_job || ' ' || was "
                                            "FROM undo_note ORDER BY id")),
                 QStringList({QStringLiteral(R"(5 22-22 {"priority":0,"set":3})"),
                              QStringLiteral(R"(5 23-23 {"priority":2,"set":3})")}));
        for (QString &row : m_before[QStringLiteral("operation")])
            if (row.contains(QLatin1String("'job.priority'"))) {
                const bool wasUndone = row.contains(QLatin1String("undone=1"));
                const QString number = wasUndone ? QStringLiteral("changed=0") : QStringLiteral("changed=2");
                row.replace(QRegularExpression(QStringLiteral("previous='[^']*'")),
                            QStringLiteral("previous='{\"noted\":true}'"));
                row.replace(QRegularExpression(QStringLiteral("changed=\\d+")), number);
            }
    }
    const Columns now = columnsOf(*sql);
    for (auto it = m_columns.cbegin(); it != m_columns.cend(); ++it)
        for (const QString &column : it.value())
            QVERIFY2(now.value(it.key()).contains(column), qPrintable(it.key() + u'.' + column));
    const Rows after = rowsOf(*sql, m_columns);
    for (auto it = m_before.cbegin(); it != m_before.cend(); ++it)
        QCOMPARE(after.value(it.key()), it.value());
}

// The comparison above can fail.
void TestMigratedData::aMigrationThatManglesIsSeen()
{
    fill(latest());
    open(builtInMigrations() +
         QList<Migration>{{latest() + 1, QStringLiteral("UPDATE attempt SET usage = '{}' WHERE usage <> '{}';")}});
    const auto sql = connection();
    const Rows after = rowsOf(*sql, m_columns);
    QStringList mangled;
    for (auto it = m_before.cbegin(); it != m_before.cend(); ++it)
        if (after.value(it.key()) != it.value())
            mangled.append(it.key());
    QCOMPARE(mangled, QStringList{QStringLiteral("attempt")});
}

QTEST_GUILESS_MAIN(TestMigratedData)
#include "test_migrated_data.moc"
