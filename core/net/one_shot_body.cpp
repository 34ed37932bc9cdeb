#include "net/one_shot_body.h"

#include <cstring>

namespace fornada {

OneShotBody::OneShotBody(QByteArray body, std::function<void()> onRead)
    : m_body(std::move(body))
    , m_onRead(std::move(onRead))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneShotBody::bytesAvailable() const
{
    return m_body.size() - m_position + QIODevice::bytesAvailable();
}

qint64 OneShotBody::readData(char *data, qint64 maxSize)
{
    const qint64 size = qMin(maxSize, m_body.size() - m_position);
    if (m_shut || size <= 0)
        return -1;
    m_onRead();
    std::memcpy(data, m_body.constData() + m_position, size_t(size));
    m_position += size;
    return size;
}

} // namespace fornada
