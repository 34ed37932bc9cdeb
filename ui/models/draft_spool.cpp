#include "models/draft_spool.h"

#include <QCborMap>
#include <QDataStream>

namespace fornada {

void DraftSpool::append(const DraftRow &row)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << row.line << row.key << QCborValue(QCborMap::fromJsonObject(row.fields)).toCbor() << row.problem.has_value();
    if (row.problem) {
        out << int(row.problem->kind) << row.problem->subject << row.problem->detail;
        m_problems.append(int(m_offsets.size()));
    }
    m_offsets.append(m_end);
    m_good = m_good && m_file.write(bytes) == bytes.size();
    m_end += bytes.size();
}

DraftRow DraftSpool::at(qsizetype row) const
{
    DraftRow found;
    if (!m_file.seek(m_offsets.at(row)))
        return found;
    QDataStream in(&m_file);
    bool problem = false;
    QByteArray fields;
    in >> found.line >> found.key >> fields >> problem;
    found.fields = QCborValue::fromCbor(fields).toMap().toJsonObject();
    if (problem) {
        Error error;
        int kind = 0;
        in >> kind >> error.subject >> error.detail;
        error.kind = ErrorKind(kind);
        found.problem = error;
    }
    return found;
}

} // namespace fornada
