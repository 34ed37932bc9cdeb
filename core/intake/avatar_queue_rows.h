#pragma once

#include "intake/row_source.h"

#include <QList>
#include <QSet>

namespace fornada {

// The personas of a hand-made queue file (avatar_queue.json), with how far each of them came: what is done stays done,
// attempts and errors are kept. In memory as a whole: such files are small. One thread.
class AvatarQueueRows final : public RowSource {
public:
    // NotFound when the file is something else.
    static Result<std::unique_ptr<AvatarQueueRows>> open(const QString &path);

    Result<std::optional<SourceRow>> next() override;
    QStringList columns() const override { return m_columns; }
    double progress() const override { return m_rows.isEmpty() ? 1 : double(m_next) / double(m_rows.size()); }
    bool countsRows() const override { return true; }
    SourceAbout about() const override { return m_about; }

private:
    void take(const QJsonObject &item, const QString &status);

    QList<SourceRow> m_rows;
    QSet<QJsonValue> m_ids; // of those
    QStringList m_columns;
    SourceAbout m_about;
    qsizetype m_next = 0;
};

} // namespace fornada
