#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace fornada {

struct FormPart {
    QByteArray name;
    QByteArray bytes;
    QString fileName; // empty: a plain field
    QByteArray mime;
};

struct Form {
    QByteArray contentType; // with the boundary
    QByteArray body;
};

// multipart/form-data. The boundary follows from the contents: equal parts give equal bytes, and none contains it.
Form formFrom(const QList<FormPart> &parts);

} // namespace fornada
