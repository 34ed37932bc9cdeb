#include "engine/alike_rows.h"

#include "model/cache.h"
#include "recipes/job_context.h"
#include "recipes/template.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace fornada {

namespace {

// Two pictures of one scene from other places differ by 15 bits and more, a smaller copy of one picture by 0 to 3.
constexpr int kMostDifferent = 4;
// One of so many parts is the same in two looks that differ in kMostDifferent bits.
constexpr qsizetype kMostRemembered = 100'000; // rows; those after them are compared with these only
constexpr int kParts = kMostDifferent + 1, kPartBits = 13;

QString textOf(const QJsonValue &value)
{
    return value.isObject() || value.isArray() ? QString::fromUtf8(value.toVariant().toByteArray())
                                               : value.toVariant().toString();
}

// Whatever is written large or small, and with however many blanks.
QString plain(const QString &text)
{
    return text.toCaseFolded().simplified();
}

quint64 partOf(quint64 look, int part)
{
    return look >> (part * kPartBits) & ((quint64(1) << kPartBits) - 1);
}

QByteArray placeOf(const QByteArray &words, int part, quint64 bits)
{
    return words + QByteArray::number(part) + '/' + QByteArray::number(bits, 16);
}

} // namespace

AlikeRows::AlikeRows(const Recipe &recipe, const QStringList &fileFields, PictureHashes *pictures)
    : m_files(fileFields)
    , m_pictures(pictures)
{
    for (const Step &step : recipe.steps)
        collect(step);
    m_canCompare = m_canCompare && !(m_texts.isEmpty() && m_files.isEmpty());
}

void AlikeRows::collect(const Step &step)
{
    if (cacheTtlOf(step) <= Micros(0) || step.operation == Operation::HttpCall || step.operation == Operation::Message)
        m_canCompare = false;
    collectIn(step, step.prompt);
    for (auto it = step.parameters.begin(); it != step.parameters.end(); ++it)
        if (it.key() != u"files")
            collectIn(step, it.value());
    for (const FanOut &fan : step.forEach)
        if (!fan.source.isEmpty() && !fan.source.startsWith(QLatin1String("params.")) && !m_texts.contains(fan.source))
            m_texts.append(fan.source);
}

void AlikeRows::collectIn(const Step &step, const QJsonValue &value)
{
    const auto fields = value.isString() ? fieldsOf(value.toString()) : Result<QStringList>(QStringList());
    for (const QString &field : fields ? *fields : QStringList()) {
        const QString first = field.section(u'.', 0, 0);
        const auto isIt = [&field](const FanOut &fan) { return fan.name == field; };
        if (first == u"key" || first == u"row" || first == u"rowIndex")
            m_canCompare = false; // every row asks for its own
        else if (first != u"results" && !contextNames().contains(first) && !m_texts.contains(field) &&
                 std::none_of(step.forEach.begin(), step.forEach.end(), isIt))
            m_texts.append(field);
    }
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items)
        collectIn(step, item);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        collectIn(step, it.value());
}

const AlikeRows::Entry *AlikeRows::nearest(const QByteArray &words, const QList<quint64> &looks) const
{
    if (looks.isEmpty()) {
        const auto place = m_places.constFind(words);
        return place == m_places.cend() ? nullptr : &m_entries.at(*place);
    }
    const auto isNear = [&looks](const Entry &entry) {
        for (qsizetype i = 0; i < looks.size(); ++i)
            if (differentBits(looks.at(i), entry.looks.at(i)) > kMostDifferent)
                return false;
        return true;
    };
    const Entry *found = nullptr;
    for (int part = 0; part < kParts; ++part) {
        const auto [begin, end] = m_places.equal_range(placeOf(words, part, partOf(looks.first(), part)));
        for (auto place = begin; place != end; ++place)
            if (const Entry &entry = m_entries.at(*place);
                isNear(entry) && (!found || entry.row.number < found->row.number))
                found = &entry;
    }
    return found;
}

std::optional<AlikeRows::Earlier> AlikeRows::take(const Earlier &row, const QJsonObject &fields)
{
    if (!m_canCompare)
        return std::nullopt;
    QStringList exact, near;
    for (const QString &field : std::as_const(m_texts)) {
        exact.append(textOf(fieldValue(fields, field)));
        near.append(plain(exact.last()));
    }
    QList<quint64> looks;
    for (const QString &field : std::as_const(m_files)) {
        const QString path = fields.value(field).toString();
        const auto hash = m_pictures && !path.isEmpty() ? m_pictures->of(path) : std::nullopt;
        exact.append(hash ? QString::fromLatin1(hash->bytes.toHex()) : path);
        near.append(hash ? QStringLiteral("picture") : path);
        if (hash)
            looks.append(hash->look);
    }
    const auto digest = [](const QStringList &parts) {
        return QCryptographicHash::hash(parts.join(QChar(0x1f)).toUtf8(), QCryptographicHash::Md5);
    };
    const QByteArray words = digest(near);
    const Entry entry{row, digest(exact), looks};
    if (const Entry *earlier = nearest(words, looks))
        return earlier->exact == entry.exact ? std::nullopt : std::optional(earlier->row);
    if (m_entries.size() >= kMostRemembered)
        return std::nullopt;
    if (looks.isEmpty())
        m_places.insert(words, m_entries.size());
    for (int part = 0; part < kParts && !looks.isEmpty(); ++part)
        m_places.insert(placeOf(words, part, partOf(looks.first(), part)), m_entries.size());
    m_entries.append(entry);
    return std::nullopt;
}

} // namespace fornada
