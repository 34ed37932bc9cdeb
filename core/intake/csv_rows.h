#pragma once

#include "intake/buffered_rows.h"
#include "intake/text_stream.h"

#include <csv.h>

#include <deque>

namespace fornada {

// The delimiter that cuts this text into the most even records: one of , ; tab | or, where the first record has none of
// them, the zero byte: it is one column.
char detectDelimiter(QByteArrayView head);

// Rows of a delimited text; the first one names the columns. Quoted cells may span lines. One thread.
class CsvRows final : public BufferedRows {
public:
    explicit CsvRows(std::unique_ptr<TextStream> text);
    ~CsvRows() override;
    Q_DISABLE_COPY_MOVE(CsvRows)

    Status readHeader();
    QStringList columns() const override { return m_columns; }
    double progress() const override { return m_text->progress(); }

protected:
    Result<std::optional<SourceRow>> read() override;
    bool isAheadEnough() const override;

private:
    struct Record {
        qint64 line = 0;
        QList<QByteArray> cells;
        qsizetype cellCount = 0;
        qint64 bytes = 0;
        QString fault;
        bool hasText = false;
    };

    Result<std::optional<Record>> readRecord();
    Status feed(QByteArrayView piece);
    void finish();
    void takeQuote(QByteArrayView &piece);
    void breakOff(QByteArrayView &piece);
    void skipLine(QByteArrayView &piece);
    void boundCell();
    static void onCell(void *text, size_t size, void *self); // libcsv's callbacks
    static void onRecord(int end, void *self);
    void takeCell(QByteArrayView cell);
    void takeRecord();
    Result<std::optional<SourceRow>> rowOf(const Record &record) const;
    void skipSeparatorLine();

    const std::unique_ptr<TextStream> m_text;
    csv_parser m_parser = {};
    Record m_open; // being filled by the parser's callbacks
    std::deque<Record> m_ready;
    QStringList m_columns;
    QList<qsizetype> m_sorted;   // column numbers by name: objects grow at their end
    qsizetype m_headerCells = 0; // with the last ones, that name no column
    bool m_cellTooBig = false;
    bool m_skipsLine = false; // of a row that was broken off
    bool m_ended = false;
};

} // namespace fornada
