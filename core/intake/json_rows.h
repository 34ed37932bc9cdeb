#pragma once

#include "intake/buffered_rows.h"
#include "intake/text_stream.h"

#include <QSet>

namespace fornada {

// Rows that are JSON objects, cut out of the text one by one. One thread.
class JsonRows : public BufferedRows {
public:
    explicit JsonRows(std::unique_ptr<TextStream> text);

    QStringList columns() const override { return m_columns; } // of the rows read ahead
    bool knowsColumns() const override { return isReadWhole(); }
    double progress() const override { return m_text->progress(); }

protected:
    // The text of one row. fault: why it cannot be one.
    struct Item {
        qint64 line = 0;
        QByteArray json;
        QString fault;
        void append(QByteArrayView bytes);
    };
    virtual Result<std::optional<Item>> readItem() = 0;

    Result<std::optional<SourceRow>> read() override;
    bool isAheadEnough() const override;
    void noteAhead(const SourceRow &row) override;

    TextStream &text() const { return *m_text; }

private:
    const std::unique_ptr<TextStream> m_text;
    QStringList m_columns;
    QSet<QString> m_seen;
};

// One object a line.
class JsonLines final : public JsonRows {
public:
    using JsonRows::JsonRows;

protected:
    Result<std::optional<Item>> readItem() override;
};

// [{...}, {...}], however long: only one element is in memory at a time.
class JsonList final : public JsonRows {
public:
    explicit JsonList(std::unique_ptr<TextStream> stream);

    bool countsRows() const override { return m_isOneLine; }

protected:
    Result<std::optional<Item>> readItem() override;

private:
    enum class Place { BeforeList, BeforeItem, InItem, AfterItem, Behind };
    enum class Step { More, ItemDone };

    Step scan(Item &item);
    Step scanBetween(Item &item, char c);
    Step scanItem(Item &item);
    Step breakOff(Item &item, const QString &why);
    qint64 place() const; // of the row that was read last

    const bool m_isOneLine; // as programs write it
    qint64 m_rows = 0;
    QByteArrayView m_piece;
    qsizetype m_at = 0;
    Place m_place = Place::BeforeList;
    bool m_first = true, m_inText = false, m_escaped = false, m_broken = false;
    int m_depth = 0;
};

} // namespace fornada
