#pragma once

#include "base/http_syntax.h"

namespace fornada::sandbox {

using Headers = HeaderLines;

// One request as it came over the wire, body complete and unchunked.
struct HttpRequest {
    QByteArray method;
    QByteArray path;  // without the query, still percent-encoded
    QByteArray query; // without the question mark
    Headers headers;  // names lower-case, values trimmed
    QByteArray body;
    bool keepAlive = true;

    QByteArray header(const char *lowerName) const
    {
        for (const auto &[name, value] : headers)
            if (name == lowerName)
                return value;
        return {};
    }
};

// One answer before it is put on the wire.
struct HttpAnswer {
    int status = 200;
    QByteArray mime = QByteArrayLiteral("application/json; charset=UTF-8");
    QByteArray body;
    Headers headers = {}; // besides Date, Content-Type and Content-Length
};

QByteArray statusText(int status);
// The bytes of the answer's head, up to and including the empty line.
QByteArray headBytes(const HttpAnswer &answer, const QByteArray &date, bool keepAlive);

} // namespace fornada::sandbox
