#pragma once

#include <QIODevice>

#include <memory>

namespace fornada {

// A part of a workbook while it is unpacked. A few kilobytes can unpack to one text of gigabytes, which a reader of XML
// keeps as a whole: reading ends where a text or tag does not.
class XlsxPart final : public QIODevice {
public:
    static constexpr qint64 kLongestText = 32 << 20;

    explicit XlsxPart(std::unique_ptr<QIODevice> packed);

    bool isSequential() const override { return true; }
    qint64 size() const override { return m_packed->size(); }
    bool atEnd() const override { return m_packed->atEnd() && QIODevice::atEnd(); }

protected:
    qint64 readData(char *to, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const std::unique_ptr<QIODevice> m_packed;
    qint64 m_length = 0; // since the last tag began
};

} // namespace fornada
