#include "intake/text_stream.h"

#include "intake/utf8.h"

#include <QFileInfo>

#include <algorithm>

namespace fornada {

namespace {

constexpr qsizetype kChunk = 64 << 10;
constexpr qint64 kGrowth = 4 << 10;        // of a file while it is read
constexpr qint64 kMostScanned = 256 << 20; // to tell UTF-8 from Windows-1252; a bad byte behind it is an error

// UTF-16 without a mark: text in it is full of zero bytes on one side.
std::optional<QStringConverter::Encoding> unmarkedUtf16(const QByteArray &bytes)
{
    qsizetype even = 0, odd = 0;
    const qsizetype pairs = std::min<qsizetype>(bytes.size(), 4096) / 2;
    for (qsizetype i = 0; i < pairs; ++i) {
        even += bytes.at(2 * i) == 0;
        odd += bytes.at(2 * i + 1) == 0;
    }
    if (odd * 3 > pairs && even * 20 < pairs)
        return QStringConverter::Utf16LE;
    if (even * 3 > pairs && odd * 20 < pairs)
        return QStringConverter::Utf16BE;
    return std::nullopt;
}

} // namespace

TextStream::TextStream(const QString &path)
    : m_path(path)
    , m_file(path)
{}

Result<std::unique_ptr<TextStream>> TextStream::open(const QString &path)
{
    std::unique_ptr<TextStream> stream(new TextStream(path));
    if (const Status started = stream->start(); !started)
        return started.error();
    return stream;
}

Status TextStream::start()
{
    const QFileInfo info(m_path);
    if (!info.exists())
        return Error{ErrorKind::FileMissing, m_path, {}};
    if (info.isDir())
        return Error{ErrorKind::FileUnreadable, m_path, QStringLiteral("it is a folder")};
    if (!m_file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::FileUnreadable, m_path, m_file.errorString()};
    m_size = m_file.size();
    const QByteArray beginning = readFile(kChunk);
    if (beginning.isEmpty())
        return Error{ErrorKind::EmptyInput, m_path, {}};
    if (beginning.startsWith("\xd0\xcf\x11\xe0"))
        return Error{ErrorKind::BadFormat, m_path,
                     QStringLiteral("it is a workbook of an old kind (.xls): save it as XLSX or CSV")};
    if (const Status detected = detect(beginning); !detected)
        return detected;
    if (const Status filled = fill(); !filled)
        return filled;
    m_lineEnd = m_text.contains('\n') || !m_text.contains('\r') ? '\n' : '\r';
    return {};
}

// No more room than there is left of the file: many are small.
QByteArray TextStream::readFile(qint64 most)
{
    return m_file.read(std::min(most, std::max(qint64(0), m_size - m_file.pos()) + kGrowth));
}

Status TextStream::detect(const QByteArray &beginning)
{
    std::optional<QStringConverter::Encoding> wide = QStringConverter::encodingForData(beginning);
    const bool marked = wide.has_value();
    if (!marked)
        wide = unmarkedUtf16(beginning);
    if (wide == QStringConverter::Utf8) {
        m_file.seek(3);
        return {};
    }
    if (wide) {
        m_encoding = Encoding::ByDecoder;
        m_decoder = QStringDecoder(*wide);
        m_file.seek(0);
        return {};
    }
    if (beginning.contains('\0'))
        return Error{ErrorKind::BadEncoding, m_path, QStringLiteral("it is not a text file")};
    return chooseEightBit();
}

// Windows-1252 hardly ever looks like UTF-8, so real UTF-8 characters before the first bad byte mean a damaged file.
Status TextStream::chooseEightBit()
{
    m_file.seek(0);
    QByteArray rest;
    bool beyondAscii = false;
    qint64 lines = 1;
    while (!m_file.atEnd() && m_file.pos() < kMostScanned) {
        const QByteArray bytes = rest + readFile(1 << 20);
        const Utf8Prefix prefix = utf8Prefix(bytes);
        beyondAscii |= prefix.beyondAscii;
        lines += std::count(bytes.begin(), bytes.begin() + prefix.valid, '\n');
        if (prefix.valid < bytes.size() && (!prefix.cutOff || m_file.atEnd())) {
            if (beyondAscii)
                return Error{ErrorKind::BadEncoding, m_path, QStringLiteral("line %1 is not UTF-8").arg(lines)};
            m_encoding = Encoding::Windows1252;
            break;
        }
        rest = bytes.mid(prefix.valid);
    }
    m_file.seek(0);
    return {};
}

Error TextStream::badEncoding() const
{
    const qint64 line = m_linesEnded + 1 + std::count(m_text.begin() + m_at, m_text.end(), m_lineEnd);
    return {ErrorKind::BadEncoding, m_path, QStringLiteral("line %1 has bytes that are no text").arg(line)};
}

Status TextStream::decode(const QByteArray &bytes)
{
    if (m_encoding == Encoding::Windows1252)
        return appendWindows1252(m_text, bytes) ? Status() : Status(badEncoding());
    if (m_encoding == Encoding::ByDecoder) {
        const QString text = m_decoder.decode(bytes);
        const QByteArray utf8 = m_encoder.encode(text);
        m_text += utf8;
        return m_decoder.hasError() || m_encoder.hasError() ? Status(badEncoding()) : Status();
    }
    const QByteArray whole = m_cut.isEmpty() ? bytes : m_cut + bytes;
    const Utf8Prefix prefix = utf8Prefix(whole);
    m_text.append(whole.constData(), prefix.valid);
    m_cut = whole.mid(prefix.valid);
    return m_cut.isEmpty() || prefix.cutOff ? Status() : Status(badEncoding());
}

Status TextStream::fill()
{
    m_text.remove(0, std::exchange(m_at, 0));
    const qsizetype before = m_text.size();
    while (!m_fileEnded && m_text.size() < before + kChunk) {
        const QByteArray bytes = readFile(kChunk);
        if (bytes.isEmpty()) {
            if (m_file.error() != QFileDevice::NoError)
                return Error{ErrorKind::FileUnreadable, m_path, m_file.errorString()};
            m_fileEnded = true;
            return m_cut.isEmpty() ? Status() : Status(badEncoding());
        }
        if (const Status decoded = decode(bytes); !decoded)
            return decoded;
    }
    if (m_text.indexOf('\0', before) >= 0)
        return Error{ErrorKind::BadEncoding, m_path, QStringLiteral("it is not a text file")};
    return {};
}

Result<QByteArrayView> TextStream::next()
{
    qsizetype end = m_text.indexOf(m_lineEnd, m_at);
    if (end < 0 && m_text.size() - m_at < kChunk && !m_fileEnded) {
        if (const Status filled = fill(); !filled)
            return filled.error();
        end = m_text.indexOf(m_lineEnd, m_at);
    }
    const bool ended = end >= 0;
    const qsizetype length = (ended ? end + 1 : m_text.size()) - m_at;
    const QByteArrayView piece(m_text.constData() + m_at, std::min(length, kChunk));
    m_line = m_linesEnded + 1;
    m_linesEnded += ended && length <= kChunk;
    m_at += piece.size();
    return piece;
}

QByteArrayView TextStream::head() const
{
    return QByteArrayView(m_text).sliced(m_at).first(std::min(m_text.size() - m_at, kChunk));
}

double TextStream::progress() const
{
    return m_size > 0 ? std::min(1.0, double(m_file.pos()) / double(m_size)) : 1.0;
}

} // namespace fornada
