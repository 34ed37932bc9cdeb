#include "intake/json_rows.h"

#include <QJsonDocument>

namespace fornada {

namespace {

constexpr qsizetype kLargestRow = 16 << 20;
constexpr qsizetype kMostColumns = 10'000;
constexpr qint64 kMostAhead = 1 << 20;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isOneLine(QByteArrayView text)
{
    return !text.contains('\n') && !text.contains('\r');
}

} // namespace

JsonRows::JsonRows(std::unique_ptr<TextStream> text)
    : m_text(std::move(text))
{}

void JsonRows::Item::append(QByteArrayView bytes)
{
    if (json.size() + bytes.size() > kLargestRow) {
        fault = QStringLiteral("the row is larger than 16 MB");
        json = {};
    }
    if (fault.isEmpty())
        json.append(bytes);
}

Result<std::optional<SourceRow>> JsonRows::read()
{
    auto item = readItem();
    if (!item)
        return item.error();
    if (!*item)
        return std::optional<SourceRow>();
    const Item &found = **item;
    if (!found.fault.isEmpty())
        return badRow(found.line, found.fault, countsRows());
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(found.json, &fault);
    if (fault.error != QJsonParseError::NoError)
        return badRow(found.line, fault.errorString(), countsRows());
    if (!document.isObject())
        return badRow(found.line, QStringLiteral("a row must be an object like {\"name\": \"value\"}"), countsRows());
    return std::optional(SourceRow{found.line, document.object()});
}

bool JsonRows::isAheadEnough() const
{
    return m_text->position() > kMostAhead;
}

void JsonRows::noteAhead(const SourceRow &row)
{
    for (auto it = row.fields.begin(); it != row.fields.end(); ++it) {
        if (m_columns.size() >= kMostColumns || m_seen.contains(it.key()))
            continue;
        m_seen.insert(it.key());
        m_columns.append(it.key());
    }
}

Result<std::optional<JsonRows::Item>> JsonLines::readItem()
{
    Item item;
    while (true) {
        const auto piece = text().next();
        if (!piece)
            return piece.error();
        const bool atEnd = piece->isEmpty();
        if (!atEnd) {
            item.append(*piece);
            item.line = text().line();
        }
        const bool lineEnded = atEnd || piece->back() == '\n' || piece->back() == '\r';
        if (!lineEnded)
            continue;
        if (!item.fault.isEmpty() || !item.json.trimmed().isEmpty())
            return std::optional(std::move(item));
        if (atEnd)
            return std::optional<Item>();
        item = {};
    }
}

JsonList::JsonList(std::unique_ptr<TextStream> stream)
    : JsonRows(std::move(stream))
    , m_isOneLine(isOneLine(text().head().trimmed()))
{}

qint64 JsonList::place() const
{
    return m_isOneLine ? std::max<qint64>(1, m_rows) : text().line();
}

Result<std::optional<JsonRows::Item>> JsonList::readItem()
{
    Item item;
    while (!m_broken) {
        if (m_at >= m_piece.size()) {
            const auto piece = text().next();
            if (!piece) {
                m_broken = true;
                return piece.error();
            }
            m_piece = *piece;
            m_at = 0;
            if (m_piece.isEmpty()) {
                m_broken = true;
                if (m_place == Place::Behind)
                    break;
                item = {place(), {}, QStringLiteral("the list has no end: the file seems to be cut off")};
                return std::optional(std::move(item));
            }
        }
        if (scan(item) == Step::ItemDone)
            return std::optional(std::move(item));
    }
    return std::optional<Item>();
}

JsonList::Step JsonList::scan(Item &item)
{
    while (m_at < m_piece.size()) {
        Step step = Step::More;
        if (m_place == Place::InItem)
            step = scanItem(item);
        else if (const char c = m_piece[m_at]; isSpace(c))
            ++m_at;
        else
            step = scanBetween(item, c);
        if (step == Step::ItemDone)
            return step;
    }
    return Step::More;
}

// A character between two elements, or around the list.
JsonList::Step JsonList::scanBetween(Item &item, char c)
{
    switch (m_place) {
    case Place::BeforeList:
        if (c != '[')
            return breakOff(item, QStringLiteral("the file must be a list of rows: [{...}, {...}]"));
        m_place = Place::BeforeItem;
        break;
    case Place::BeforeItem:
        if (c == ']' && m_first) {
            m_place = Place::Behind;
            break;
        }
        if (c == ']' || c == ',')
            return breakOff(item, QStringLiteral("a comma without a row"));
        ++m_rows;
        item.line = place();
        m_place = Place::InItem;
        m_first = false;
        return Step::More;
    case Place::AfterItem:
        if (c != ',' && c != ']')
            return breakOff(item, QStringLiteral("a comma is missing between two rows"));
        m_place = c == ',' ? Place::BeforeItem : Place::Behind;
        break;
    case Place::Behind:
        return breakOff(item, QStringLiteral("there is text behind the end of the list"));
    case Place::InItem:
        break;
    }
    ++m_at;
    return Step::More;
}

// Goes through the element until it ends or the piece does.
JsonList::Step JsonList::scanItem(Item &item)
{
    const qsizetype from = m_at;
    bool done = false;
    for (; m_at < m_piece.size() && !done; ++m_at) {
        const char c = m_piece[m_at];
        if (m_inText) {
            m_inText = c != '"' || m_escaped;
            m_escaped = c == '\\' && !m_escaped;
        } else if (c == '"') {
            m_inText = true;
        } else if (c == '{' || c == '[') {
            ++m_depth;
        } else if ((c == ',' || c == ']') && m_depth == 0) {
            break; // a bare value ends before it
        } else if (c == '}' || c == ']') {
            done = --m_depth <= 0;
        }
    }
    item.append(m_piece.sliced(from, m_at - from));
    if (!done && m_at == m_piece.size())
        return Step::More;
    m_depth = 0;
    m_place = Place::AfterItem;
    return Step::ItemDone;
}

JsonList::Step JsonList::breakOff(Item &item, const QString &why)
{
    m_broken = true;
    item = {place(), {}, why};
    return Step::ItemDone;
}

} // namespace fornada
