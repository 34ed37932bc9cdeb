#include "intake/csv_rows.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace fornada {

namespace {

constexpr size_t kLargestCell = 10 << 20;
constexpr size_t kGrowth = 256 << 10; // libcsv's own step of 128 bytes makes large cells slow
constexpr qint64 kLargestRow = 16 << 20;
constexpr qint64 kMostAhead = 1 << 20;
constexpr qsizetype kMostColumns = 10'000;

// libcsv's parser states.
constexpr int kBetweenRecords = 0;
constexpr int kInCell = 2;

constexpr char kNoDelimiter = '\0'; // no text has it

// How well a delimiter fits: the records that have as many of it as the first one, then how many that is.
struct Evenness {
    qsizetype records = 0, delimiters = 0;
    auto operator<=>(const Evenness &) const = default;
};

Evenness evennessOf(QByteArrayView text, char delimiter)
{
    QList<qsizetype> records;
    qsizetype count = 0;
    bool quoted = false, blank = true;
    const auto end = [&] {
        if (!blank)
            records.append(count);
        count = 0;
        blank = true;
    };
    for (const char c : text) {
        if (!quoted && (c == '\n' || c == '\r')) {
            end();
            continue;
        }
        blank = false;
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == delimiter)
            ++count;
    }
    end();
    if (records.isEmpty() || records.first() == 0)
        return {};
    return {std::count(records.cbegin(), records.cend(), records.first()), records.first()};
}

// Spreadsheets leave empty cells behind the last name.
QStringList namesIn(const QList<QByteArray> &cells)
{
    QStringList names;
    for (const QByteArray &cell : cells)
        names.append(QString::fromUtf8(cell).trimmed());
    while (names.size() > 1 && names.last().isEmpty())
        names.removeLast();
    return names;
}

qsizetype lineEndIn(QByteArrayView text)
{
    const auto end = std::find_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; });
    return end - text.begin();
}

} // namespace

char detectDelimiter(QByteArrayView head)
{
    char best = kNoDelimiter;
    Evenness bestScore;
    for (const char candidate : std::to_array({',', ';', '\t', '|'})) {
        const Evenness score = evennessOf(head, candidate);
        if (score > bestScore) {
            bestScore = score;
            best = candidate;
        }
    }
    return best;
}

CsvRows::CsvRows(std::unique_ptr<TextStream> text)
    : m_text(std::move(text))
{
    csv_init(&m_parser, CSV_STRICT);
    csv_set_blk_size(&m_parser, kGrowth);
}

CsvRows::~CsvRows()
{
    csv_free(&m_parser);
}

// Spreadsheets write "sep=;" in front to tell each other the delimiter.
void CsvRows::skipSeparatorLine()
{
    const QByteArrayView head = m_text->head();
    const bool named = head.size() >= 6 && head.startsWith("sep=") && (head[5] == '\r' || head[5] == '\n');
    csv_set_delim(&m_parser, named ? uchar(head[4]) : uchar(detectDelimiter(head)));
    if (named)
        (void)m_text->next(); // it was read already: cannot fail
}

Status CsvRows::readHeader()
{
    skipSeparatorLine();
    const auto header = readRecord();
    if (!header)
        return Error{header.error().kind, m_text->path(), header.error().detail};
    if (!*header)
        return Error{ErrorKind::EmptyInput, m_text->path(), {}};
    const auto refuse = [&](const QString &reason) {
        return Error{ErrorKind::BadFormat, m_text->path(), badRow((*header)->line, reason).detail};
    };
    if (!(*header)->fault.isEmpty())
        return refuse((*header)->fault);
    if ((*header)->cellCount > kMostColumns)
        return refuse(QStringLiteral("more than %1 columns").arg(kMostColumns));
    m_headerCells = (*header)->cells.size();
    const QStringList names = namesIn((*header)->cells);
    for (const QString &name : names) {
        if (name.isEmpty())
            return refuse(QStringLiteral("column %1 has no name").arg(m_columns.size() + 1));
        if (m_columns.contains(name))
            return refuse(QStringLiteral("two columns are named '%1'").arg(name));
        m_columns.append(name);
    }
    m_sorted.resize(m_columns.size());
    std::iota(m_sorted.begin(), m_sorted.end(), 0);
    std::sort(m_sorted.begin(), m_sorted.end(),
              [this](qsizetype a, qsizetype b) { return m_columns.at(a) < m_columns.at(b); });
    return {};
}

Result<std::optional<SourceRow>> CsvRows::read()
{
    const auto record = readRecord();
    if (!record)
        return record.error();
    return *record ? rowOf(**record) : Result<std::optional<SourceRow>>(std::nullopt);
}

bool CsvRows::isAheadEnough() const
{
    return m_text->position() > kMostAhead;
}

Result<std::optional<SourceRow>> CsvRows::rowOf(const Record &record) const
{
    if (!record.fault.isEmpty())
        return badRow(record.line, record.fault);
    const auto extra = record.cells.mid(m_columns.size());
    const auto value = std::find_if(extra.cbegin(), extra.cend(), [](const QByteArray &c) { return !c.isEmpty(); });
    const qsizetype stray = m_columns.size() + (value - extra.cbegin()) + 1;
    if (value != extra.cend() && stray <= m_headerCells)
        return badRow(record.line, QStringLiteral("a value in column %1, which has no name").arg(stray));
    if (value != extra.cend() || record.cellCount != record.cells.size())
        return badRow(
            record.line,
            m_columns.size() == 1
                ? QStringLiteral("%1 cells, but there is only one column").arg(record.cellCount)
                : QStringLiteral("%1 cells, but there are %2 columns").arg(record.cellCount).arg(m_columns.size()));
    SourceRow row;
    row.line = record.line;
    for (const qsizetype column : m_sorted)
        if (column < record.cells.size())
            row.fields.insert(m_columns.at(column), QString::fromUtf8(record.cells.at(column)));
    return std::optional(std::move(row));
}

Result<std::optional<CsvRows::Record>> CsvRows::readRecord()
{
    while (m_ready.empty() && !m_ended) {
        const auto piece = m_text->next();
        if (!piece) {
            m_ended = true;
            return piece.error();
        }
        if (piece->isEmpty())
            finish();
        else if (const Status fed = feed(*piece); !fed)
            return fed.error();
    }
    if (m_ready.empty())
        return std::optional<Record>();
    Record record = std::move(m_ready.front());
    m_ready.pop_front();
    return std::optional(std::move(record));
}

Status CsvRows::feed(QByteArrayView piece)
{
    if (m_open.line == 0)
        m_open.line = m_text->line();
    if (m_skipsLine)
        skipLine(piece);
    while (!piece.isEmpty()) {
        const size_t size = size_t(piece.size());
        const size_t read = csv_parse(&m_parser, piece.data(), size, &CsvRows::onCell, &CsvRows::onRecord, this);
        piece = piece.sliced(qsizetype(read));
        if (piece.isEmpty())
            break;
        if (csv_error(&m_parser) != CSV_EPARSE) {
            m_ended = true;
            return Error{ErrorKind::Internal, {}, QString::fromLatin1(csv_strerror(csv_error(&m_parser)))};
        }
        if (m_parser.quoted)
            breakOff(piece);
        else
            takeQuote(piece);
    }
    if (m_parser.pstate == kBetweenRecords && m_open.cellCount == 0)
        m_open.line = 0;
    boundCell();
    return {};
}

// Inches and the like: a quote inside of a cell that does not begin with one is meant as it stands.
void CsvRows::takeQuote(QByteArrayView &piece)
{
    csv_set_opts(&m_parser, 0);
    csv_parse(&m_parser, piece.data(), 1, &CsvRows::onCell, &CsvRows::onRecord, this);
    csv_set_opts(&m_parser, CSV_STRICT);
    piece = piece.sliced(1);
}

// Text behind a closing quote: where its cell is meant to end is a guess, which could take in the rows below.
void CsvRows::breakOff(QByteArrayView &piece)
{
    const qint64 line = m_text->line();
    if (m_open.fault.isEmpty() && line == m_open.line)
        m_open.fault = QStringLiteral("cell %1 has text behind its closing quote; a quote inside a quoted cell is "
                                      "written twice")
                           .arg(m_open.cellCount + 1);
    else if (m_open.fault.isEmpty())
        m_open.fault = QStringLiteral("cell %1 has text behind its closing quote in line %2; a quote inside a quoted "
                                      "cell is written twice")
                           .arg(m_open.cellCount + 1)
                           .arg(line);
    m_open.cells.clear();
    m_open.hasText = true;
    m_cellTooBig = false;
    takeRecord();
    csv_fini(&m_parser, nullptr, nullptr, nullptr); // it forgets the cell
    skipLine(piece);
}

void CsvRows::skipLine(QByteArrayView &piece)
{
    const qsizetype end = lineEndIn(piece);
    m_skipsLine = end == piece.size();
    piece = piece.sliced(end);
}

// An endless cell must not fill the memory: what is too much is dropped while the parser goes on looking for its end.
void CsvRows::boundCell()
{
    if (m_parser.entry_pos <= kLargestCell)
        return;
    m_cellTooBig = true;
    m_parser.entry_pos = 16;
    m_parser.spaces = 0;
}

void CsvRows::finish()
{
    m_ended = true;
    if (m_parser.quoted && m_parser.pstate == kInCell) {
        m_open.fault = QStringLiteral("a quote that is opened in this row is never closed");
        m_open.hasText = true;
        takeRecord();
        return;
    }
    csv_fini(&m_parser, &CsvRows::onCell, &CsvRows::onRecord, this);
}

void CsvRows::onCell(void *text, size_t size, void *self)
{
    static_cast<CsvRows *>(self)->takeCell({static_cast<const char *>(text), qsizetype(size)});
}

void CsvRows::onRecord(int, void *self)
{
    static_cast<CsvRows *>(self)->takeRecord();
}

void CsvRows::takeCell(QByteArrayView cell)
{
    ++m_open.cellCount;
    m_open.bytes += cell.size();
    m_open.hasText |= !cell.isEmpty();
    if (std::exchange(m_cellTooBig, false) || size_t(cell.size()) > kLargestCell)
        m_open.fault = QStringLiteral("cell %1 is larger than 10 MB").arg(m_open.cellCount);
    else if (m_open.bytes > kLargestRow && m_open.fault.isEmpty())
        m_open.fault = QStringLiteral("the row is larger than 16 MB");
    if (!m_open.fault.isEmpty())
        m_open.cells.clear();
    else if (m_open.cellCount <= kMostColumns)
        m_open.cells.append(cell.toByteArray());
}

// Rows of nothing but empty cells are what spreadsheets leave below a table.
void CsvRows::takeRecord()
{
    Record record = std::exchange(m_open, {});
    m_open.line = m_text->line(); // the next one may begin in it
    if (record.hasText)
        m_ready.push_back(std::move(record));
}

} // namespace fornada
