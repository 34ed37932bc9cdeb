#include "models/read_desk.h"

namespace fornada {

ReadDesk::ReadDesk(Open open, QObject *parent)
    : QObject(parent)
    , m_open(std::move(open))
{
    begin(m_quick, QStringLiteral("reader"));
    begin(m_scan, QStringLiteral("scanner"));
}

ReadDesk::~ReadDesk()
{
    end(m_quick);
    end(m_scan);
}

void ReadDesk::begin(Reading &reading, const QString &name)
{
    reading.home = new QObject;
    reading.home->moveToThread(&reading.thread);
    reading.thread.setObjectName(name);
    reading.thread.start();
}

// The connection dies on the thread that opened it.
void ReadDesk::end(Reading &reading)
{
    QMetaObject::invokeMethod(
        reading.home, [&reading] { reading.port.reset(); }, Qt::BlockingQueuedConnection);
    reading.thread.quit();
    reading.thread.wait();
    delete reading.home;
}

// Opened at the first use, and again after a failure: the folder may have come back.
Result<ReadPort *> ReadDesk::port(Reading &reading) const
{
    if (!reading.port) {
        auto opened = m_open();
        if (!opened)
            return opened.error();
        reading.port = std::move(*opened);
    }
    return reading.port.get();
}

} // namespace fornada
