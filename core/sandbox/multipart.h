#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace fornada::sandbox {

struct FormPart {
    QByteArray name;
    QByteArray fileName;
    QByteArray mime; // lower-case, without parameters; empty when not given
    QByteArray body;
};

// The parts of a multipart/form-data body; nothing when the type or the body is not in order.
std::optional<QList<FormPart>> parseMultipart(const QByteArray &contentType, const QByteArray &body);

// First part with that name ("image" also finds "image[]"); null when absent.
const FormPart *findPart(const QList<FormPart> &parts, const QByteArray &name);

} // namespace fornada::sandbox
