#include "engine/answer_envelope.h"

#include <QDataStream>
#include <QIODevice>

namespace fornada {

namespace {
constexpr quint32 kMagic = 0x464e4131; // "FNA1"
}

QByteArray packAnswer(const WireAnswer &answer, Wall received)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << kMagic << toMicros(received) << qint32(answer.status) << qint32(answer.headers.size());
    for (const auto &[name, value] : answer.headers)
        out << name << value;
    out << answer.body;
    return bytes;
}

Result<SavedAnswer> unpackAnswer(const QByteArray &bytes)
{
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 magic = 0;
    qint64 received = 0;
    qint32 status = 0;
    qint32 count = 0;
    in >> magic >> received >> status >> count;
    const bool sane = magic == kMagic && count >= 0 && count < 10'000;
    SavedAnswer saved;
    for (qint32 i = 0; sane && i < count && in.status() == QDataStream::Ok; ++i) {
        QByteArray name;
        QByteArray value;
        in >> name >> value;
        saved.answer.headers.append({name, value});
    }
    in >> saved.answer.body;
    if (!sane || in.status() != QDataStream::Ok)
        return Error{ErrorKind::BadFormat, QStringLiteral("saved answer"), QStringLiteral("damaged envelope")};
    saved.answer.status = status;
    saved.received = wallFromMicros(received);
    return saved;
}

} // namespace fornada
