#include "base/descriptors.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <sys/resource.h>

using namespace fornada;

namespace {

// What the kernel has ready for descriptors now.
int tableSize()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith("FDSize:"))
            return line.mid(7).trimmed().toInt();
    return -1;
}

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::NoDotAndDotDot | QDir::AllEntries).size();
}

} // namespace

class TestDescriptors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thereIsRoomForAThousandCallers();
};

void TestDescriptors::thereIsRoomForAThousandCallers()
{
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlim_t reach = std::min<rlim_t>(4'096, before.rlim_max);
    rlimit small = before;
    small.rlim_cur = 300;
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &small), 0);
    QVERIFY(tableSize() < 4'096);
    const qsizetype open = openDescriptors();

    makeRoomForDescriptors();

    rlimit after{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &after), 0);
    QCOMPARE(after.rlim_cur, reach);
    QVERIFY2(tableSize() >= int(reach), qPrintable(QString::number(tableSize())));
    QCOMPARE(openDescriptors(), open); // none is kept for it

    makeRoomForDescriptors(); // who has more keeps it
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    makeRoomForDescriptors();
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &after), 0);
    QCOMPARE(after.rlim_cur, std::max(before.rlim_cur, reach));
}

QTEST_APPLESS_MAIN(TestDescriptors)
#include "test_descriptors.moc"
