#include "sandbox/multipart.h"

namespace fornada::sandbox {

namespace {

constexpr qsizetype maxParts = 64;
constexpr qsizetype maxBoundary = 70; // RFC 2046

// name="value" or name=value out of a header's value.
QByteArray parameter(const QByteArray &header, const QByteArray &name)
{
    for (qsizetype at = header.toLower().indexOf(name + '='); at >= 0;
         at = header.toLower().indexOf(name + '=', at + 1)) {
        if (at > 0 && header.at(at - 1) != ';' && header.at(at - 1) != ' ')
            continue; // the end of a longer name: filename= is not name=
        const QByteArray value = header.mid(at + name.size() + 1);
        if (value.startsWith('"')) {
            const qsizetype end = value.indexOf('"', 1);
            return end < 0 ? QByteArray() : value.mid(1, end - 1);
        }
        const qsizetype end = value.indexOf(';');
        return (end < 0 ? value : value.left(end)).trimmed();
    }
    return {};
}

std::optional<FormPart> parsePart(const QByteArray &text)
{
    const qsizetype headEnd = text.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return std::nullopt;
    FormPart part;
    for (const QByteArray &line : text.left(headEnd).split('\n')) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(std::max<qsizetype>(0, colon)).trimmed().toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (name == "content-disposition") {
            part.name = parameter(value, "name");
            part.fileName = parameter(value, "filename");
        } else if (name == "content-type") {
            part.mime = value.left(value.contains(';') ? value.indexOf(';') : value.size()).trimmed().toLower();
        }
    }
    if (part.name.isEmpty())
        return std::nullopt;
    part.body = text.mid(headEnd + 4);
    return part;
}

} // namespace

std::optional<QList<FormPart>> parseMultipart(const QByteArray &contentType, const QByteArray &body)
{
    const QByteArray boundary = parameter(contentType, "boundary");
    if (!contentType.toLower().startsWith("multipart/form-data") || boundary.isEmpty() || boundary.size() > maxBoundary)
        return std::nullopt;
    const QByteArray delimiter = "\r\n--" + boundary;
    QList<FormPart> parts;
    // The first delimiter has no line break of its own when the body starts with it.
    qsizetype at =
        body.startsWith(QByteArrayView(delimiter).sliced(2)) ? delimiter.size() - 2 : body.indexOf(delimiter);
    if (at < 0)
        return std::nullopt;
    if (!body.startsWith(QByteArrayView(delimiter).sliced(2)))
        at += delimiter.size();
    while (!body.mid(at, 2).startsWith("--")) {
        const qsizetype start = body.indexOf("\r\n", at);
        const qsizetype end = start < 0 ? -1 : body.indexOf(delimiter, start);
        if (end < 0 || parts.size() >= maxParts)
            return std::nullopt;
        const auto part = parsePart(body.mid(start + 2, end - start - 2));
        if (!part)
            return std::nullopt;
        parts.append(*part);
        at = end + delimiter.size();
    }
    return parts;
}

const FormPart *findPart(const QList<FormPart> &parts, const QByteArray &name)
{
    for (const FormPart &part : parts)
        if (part.name == name || part.name == name + "[]")
            return &part;
    return nullptr;
}

} // namespace fornada::sandbox
