#pragma once

#include "base/error.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QTemporaryFile>

#include <optional>

namespace fornada {

struct DraftRow {
    qint64 line = 0;
    QString key;
    QJsonObject fields;           // as the recipe reads them
    std::optional<Error> problem; // then the row is left out
};

// The rows of a draft, however many, in a temporary file: 8 bytes of memory a row, any of them at hand. Written by one
// thread, then read by another.
class DraftSpool final {
public:
    bool open() { return m_file.open(); }
    void append(const DraftRow &row);
    bool finish() { return m_good && m_file.flush(); }

    qsizetype size() const { return m_offsets.size(); }
    DraftRow at(qsizetype row) const;
    const QList<int> &problems() const { return m_problems; }

private:
    mutable QTemporaryFile m_file;
    QList<qint64> m_offsets;
    QList<int> m_problems; // which rows
    qint64 m_end = 0;
    bool m_good = true;
};

} // namespace fornada
