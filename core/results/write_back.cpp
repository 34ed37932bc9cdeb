#include "results/write_back.h"

#include <QFileInfo>
#include <QHash>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>

#include <optional>

namespace fornada {

namespace {

constexpr int kPage = 500;
constexpr qsizetype kMostListed = 100;

QString quoted(const QString &name)
{
    QString safe = name;
    return u'"' + safe.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

// The file, open for writing in one transaction; undone unless committed, closed at the end of its scope.
class Table {
public:
    explicit Table(const WriteBackOrder &order)
        : m_order(order)
        , m_name(QUuid::createUuid().toString())
    {}
    ~Table()
    {
        if (m_open)
            QSqlDatabase::database(m_name).rollback();
        m_update.reset();
        QSqlDatabase::removeDatabase(m_name);
    }
    Q_DISABLE_COPY_MOVE(Table)

    Status open();
    // How many rows there have the key.
    Result<int> write(const QString &key, const QString &value);
    Status commit();

private:
    Error failed(const QSqlError &error) const { return {ErrorKind::FileUnwritable, m_order.database, error.text()}; }
    Status findColumns(const QSqlDatabase &database) const;

    const WriteBackOrder &m_order;
    const QString m_name;
    std::unique_ptr<QSqlQuery> m_update;
    bool m_open = false;
};

Status Table::open()
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    if (!QFileInfo(m_order.database).isFile())
        return Error{ErrorKind::FileMissing, m_order.database, {}};
    database.setDatabaseName(m_order.database);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    if (!database.open())
        return failed(database.lastError());
    if (const Status found = findColumns(database); !found)
        return found;
    if (!database.transaction())
        return failed(database.lastError());
    m_open = true;
    m_update = std::make_unique<QSqlQuery>(database);
    if (!m_update->prepare(QStringLiteral("UPDATE %1 SET %2 = ? WHERE %3 IN (?, ?)")
                               .arg(quoted(m_order.table), quoted(m_order.column), quoted(m_order.key))))
        return failed(m_update->lastError());
    return {};
}

// SQLite would take a quoted name that is no column for a text: it has to be looked up.
Status Table::findColumns(const QSqlDatabase &database) const
{
    if (!database.tables(QSql::Tables).contains(m_order.table))
        return Error{ErrorKind::NotFound, QStringLiteral("table %1").arg(m_order.table), m_order.database};
    const QSqlRecord record = database.record(m_order.table);
    for (const QString &column : {m_order.key, m_order.column})
        if (record.indexOf(column) < 0)
            return Error{ErrorKind::NotFound, QStringLiteral("column %1 of table %2").arg(column, m_order.table),
                         m_order.database};
    if (m_order.key.compare(m_order.column, Qt::CaseInsensitive) == 0)
        return Error{ErrorKind::BadArgument, m_order.column, QStringLiteral("results must not overwrite the key")};
    return {};
}

// A column without a type tells the number 7 from the text '7': what is spelled as a number may be either there.
QVariant numberIn(const QString &text)
{
    bool isNumber = false;
    const qlonglong whole = text.toLongLong(&isNumber);
    if (isNumber && QString::number(whole) == text)
        return whole;
    const double number = text.toDouble(&isNumber);
    return isNumber && QString::number(number, 'g', QLocale::FloatingPointShortest) == text ? QVariant(number)
                                                                                            : QVariant(text);
}

Result<int> Table::write(const QString &key, const QString &value)
{
    m_update->bindValue(0, value);
    m_update->bindValue(1, key);
    m_update->bindValue(2, numberIn(key));
    if (!m_update->exec())
        return failed(m_update->lastError());
    return m_update->numRowsAffected();
}

Status Table::commit()
{
    QSqlDatabase database = QSqlDatabase::database(m_name);
    if (!database.commit())
        return failed(database.lastError());
    m_open = false;
    return {};
}

Result<QString> keyOf(const WriteBackOrder &order, const GivenRow &row)
{
    const QString field = order.field.isEmpty() ? order.key : order.field;
    if (!row.fields.contains(field))
        return Error{ErrorKind::FieldMissing, field, QStringLiteral("row %1").arg(row.number)};
    return row.fields.value(field).toVariant().toString();
}

// What a job gives a table: its text, or where its file is. Nothing: a file is on the disk no more.
std::optional<QString> valueOf(const WriteBackOrder &order, const Delivery &job)
{
    QStringList values;
    for (const ResultItem &result : job.results) {
        const QString path = order.resultsFolder + u'/' + result.path;
        if (!result.path.isEmpty() && !QFileInfo(path).isFile())
            return std::nullopt;
        values.append(result.path.isEmpty() ? result.text : path);
    }
    return values.join(u'\n');
}

// A batch's jobs on their way into the table, one by one.
class Writing {
public:
    explicit Writing(const WriteBackOrder &order)
        : m_order(order)
        , m_table(order)
    {}

    Status open() { return m_table.open(); }
    Status take(const Delivery &job);
    Result<WrittenBack> finish();

private:
    Status write(const Delivery &job, const QString &value);
    bool isDouble(const QString &key, qint64 row);

    const WriteBackOrder &m_order;
    Table m_table;
    WrittenBack m_back;
    QHash<QString, qint64> m_rows; // by the key that was written: a result never takes another's place
    qint64 m_lastRow = 0;
    bool m_hasStep = false;
};

Status Writing::take(const Delivery &job)
{
    if (!m_order.step.isEmpty() && job.step != m_order.step)
        return {};
    m_hasStep = true;
    const auto value = valueOf(m_order, job);
    if (job.state != JobState::Completed || (value && value->isEmpty())) {
        ++m_back.without;
        return {};
    }
    if (job.row.number == m_lastRow)
        return Error{ErrorKind::BadArgument, QStringLiteral("step"),
                     QStringLiteral("row %1 has several results: say which step's are written").arg(job.row.number)};
    m_lastRow = job.row.number;
    m_back.gone += !value;
    return value ? write(job, *value) : Status();
}

Status Writing::write(const Delivery &job, const QString &value)
{
    const auto key = keyOf(m_order, job.row);
    if (!key)
        return key.error();
    if (isDouble(*key, job.row.number))
        return {};
    const auto rows = m_table.write(*key, value);
    if (!rows)
        return rows.error();
    if (*rows > 1)
        return Error{ErrorKind::BadArgument, *key,
                     QStringLiteral("%1 rows of table %2 have this %3").arg(*rows).arg(m_order.table, m_order.key)};
    m_back.written += *rows;
    if (*rows == 0 && m_back.missing.size() < kMostListed)
        m_back.missing.append(*key);
    return {};
}

bool Writing::isDouble(const QString &key, qint64 row)
{
    const auto earlier = m_rows.constFind(key);
    if (earlier == m_rows.cend()) {
        m_rows.insert(key, row);
        return false;
    }
    ++m_back.doubled;
    if (m_back.doubles.size() < kMostListed)
        m_back.doubles.append({row, *earlier, key});
    return true;
}

Result<WrittenBack> Writing::finish()
{
    if (!m_hasStep && !m_order.step.isEmpty())
        return Error{ErrorKind::BadArgument, QStringLiteral("step"),
                     QStringLiteral("there is no step '%1'").arg(m_order.step)};
    if (const Status done = m_table.commit(); !done)
        return done.error();
    return m_back;
}

} // namespace

Result<QList<TableShape>> tablesOf(const QString &path)
{
    if (!QFileInfo(path).isFile())
        return Error{ErrorKind::FileMissing, path, {}};
    const QString name = QUuid::createUuid().toString();
    Result<QList<TableShape>> shapes = QList<TableShape>();
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path);
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=2000"));
        QSqlQuery probe(database.open() ? database : QSqlDatabase());
        if (!database.isOpen() || !probe.exec(QStringLiteral("SELECT count(*) FROM sqlite_master")))
            shapes = Error{ErrorKind::BadFormat, path, QStringLiteral("it is no SQLite file")};
        else
            for (const QString &table : database.tables(QSql::Tables)) {
                TableShape &shape = shapes->emplaceBack();
                shape.name = table;
                const QSqlRecord record = database.record(table);
                for (int i = 0; i < record.count(); ++i)
                    shape.columns.append(record.fieldName(i));
            }
    }
    QSqlDatabase::removeDatabase(name);
    return shapes;
}

Result<WriteBackOrder> writeBackOrder(const QString &text)
{
    const Error wrong{ErrorKind::BadArgument, QStringLiteral("into"),
                      QStringLiteral("like people.db:personas.id=avatar (file, table, key, column); not %1").arg(text)};
    const qsizetype colon = text.lastIndexOf(u':');
    const QString place = text.mid(colon + 1);
    const QStringList sides = place.split(u'=');
    const qsizetype dot = sides.first().lastIndexOf(u'.');
    if (colon <= 0 || sides.size() != 2 || dot <= 0)
        return wrong;
    WriteBackOrder order;
    order.database = text.left(colon);
    order.table = sides.first().left(dot);
    order.key = sides.first().mid(dot + 1);
    order.column = sides.last();
    return order.key.isEmpty() || order.column.isEmpty() ? Result<WriteBackOrder>(wrong) : order;
}

Result<WriteBackOrder> writeBackOrder(const QJsonObject &kept)
{
    auto order = writeBackOrder(kept.value(QLatin1String("into")).toString());
    if (order) {
        order->field = kept.value(QLatin1String("field")).toString();
        order->step = kept.value(QLatin1String("step")).toString();
    }
    return order;
}

QJsonObject toJson(const WriteBackOrder &order)
{
    QJsonObject kept{{QStringLiteral("into"),
                      QStringLiteral("%1:%2.%3=%4").arg(order.database, order.table, order.key, order.column)}};
    if (!order.field.isEmpty())
        kept.insert(QStringLiteral("field"), order.field);
    if (!order.step.isEmpty())
        kept.insert(QStringLiteral("step"), order.step);
    return kept;
}

Status canWriteBack(const WriteBackOrder &order)
{
    return Table(order).open();
}

Result<WrittenBack> writeBack(const WriteBackOrder &order, const DeliveryPages &pages, const ExportProgress &progress)
{
    Writing writing(order);
    if (const Status open = writing.open(); !open)
        return open.error();
    qint64 jobs = 0;
    for (qint64 after = 0;;) {
        const auto page = pages(after, kPage);
        if (!page)
            return page.error();
        if (page->isEmpty())
            break;
        for (const Delivery &job : *page) {
            if (!progress(jobs++))
                return Error{ErrorKind::Cancelled, order.database, {}};
            if (const Status taken = writing.take(job); !taken)
                return taken.error();
        }
        after = page->constLast().position;
    }
    return writing.finish();
}

} // namespace fornada
