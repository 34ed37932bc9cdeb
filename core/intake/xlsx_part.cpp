#include "intake/xlsx_part.h"

namespace fornada {

XlsxPart::XlsxPart(std::unique_ptr<QIODevice> packed)
    : m_packed(std::move(packed))
{
    setOpenMode(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 XlsxPart::readData(char *to, qint64 most)
{
    const qint64 count = m_packed->read(to, most);
    if (count <= 0)
        return count;
    const qsizetype tag = QByteArrayView(to, count).lastIndexOf('<');
    m_length = tag < 0 ? m_length + count : count - tag;
    return m_length > kLongestText ? -1 : count;
}

} // namespace fornada
