#include "providers/multipart.h"

#include "base/sha256.h"

#include <algorithm>

namespace fornada {

namespace {

// Quotes, line breaks and percent signs would end or forge the header that the name stands in.
QByteArray quoted(const QByteArray &text)
{
    QByteArray out = text;
    out.replace('%', "%25").replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    return '"' + out + '"';
}

QByteArray boundaryFor(const QList<FormPart> &parts)
{
    Sha256 hash;
    for (const FormPart &part : parts) {
        hash.add(part.name);
        hash.add(part.bytes);
    }
    QByteArray boundary = "fornada-" + hash.result().toHex().left(32);
    const auto clashes = [&boundary](const FormPart &part) { return part.bytes.contains(boundary); };
    while (std::any_of(parts.begin(), parts.end(), clashes))
        boundary.append('x');
    return boundary;
}

} // namespace

Form formFrom(const QList<FormPart> &parts)
{
    const QByteArray boundary = boundaryFor(parts);
    Form form;
    form.contentType = "multipart/form-data; boundary=" + boundary;
    for (const FormPart &part : parts) {
        form.body += "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quoted(part.name);
        if (!part.fileName.isEmpty())
            form.body += "; filename=" + quoted(part.fileName.toUtf8());
        form.body += "\r\n";
        if (!part.mime.isEmpty())
            form.body += "Content-Type: " + part.mime + "\r\n";
        form.body += "\r\n" + part.bytes + "\r\n";
    }
    form.body += "--" + boundary + "--\r\n";
    return form;
}

} // namespace fornada
