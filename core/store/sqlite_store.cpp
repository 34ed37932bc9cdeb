#include "store/sqlite_store.h"

#include "store/sqlite_tables.h"

#include <QFile>

#include <sys/stat.h>

namespace fornada {

namespace {

quint64 fileNumber(const QString &path)
{
    struct stat facts {};
    return ::stat(QFile::encodeName(path).constData(), &facts) == 0 ? quint64(facts.st_ino) : 0;
}

} // namespace

SqliteStore::SqliteStore(std::unique_ptr<SqliteTables> tables, ReserveFile reserve, std::unique_ptr<LogMover> log)
    : StoreRules(std::move(tables))
    , m_connection(static_cast<SqliteTables &>(this->tables()).connection())
    , m_reserve(std::move(reserve))
    , m_log(std::move(log))
    , m_fileNumber(fileNumber(m_connection.path()))
{
    m_connection.watchLog();
}

SqliteStore::~SqliteStore()
{
    rollback();
    if (!begin())
        return;
    tables().putMeta(openMark(), QStringLiteral("0"));
    if (!commit())
        rollback();
}

QString SqliteStore::openMark()
{
    return QStringLiteral("open");
}

Status SqliteStore::begin()
{
    // SQLite would go on writing into a file that no name leads to any more.
    if (fileNumber(m_connection.path()) != m_fileNumber)
        return Error{ErrorKind::FileMissing, m_connection.path(),
                     QStringLiteral("the database was moved or deleted while it was open")};
    m_log->tend(m_connection); // whoever waited for the commit before has the answer
    return StoreRules::begin();
}

void SqliteStore::releaseReserve()
{
    m_reserve.release();
}

Status SqliteStore::ensureReserve()
{
    return m_reserve.ensure();
}

} // namespace fornada
