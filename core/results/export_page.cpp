#include "results/export_page.h"

namespace fornada {

ExportPage::ExportPage(const QString &folder, const QString &name)
    : m_file(folder + u'/' + name)
    , m_name(name)
{}

Status ExportPage::open()
{
    return m_file.open(QIODevice::ReadWrite | QIODevice::Truncate) ? Status() : Status(unwritable(m_file));
}

Status ExportPage::write(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return m_file.write(bytes) == bytes.size() ? Status() : Status(unwritable(m_file));
}

Result<ExportedFile> ExportPage::putInto(ExportSink &sink)
{
    if (!m_file.flush())
        return unwritable(m_file);
    m_file.close();
    return sink.addFile(m_file.fileName(), m_name);
}

Status ExportPage::rewind()
{
    return m_file.seek(0) ? Status() : Status(unwritable(m_file));
}

} // namespace fornada
