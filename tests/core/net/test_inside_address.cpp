#include "net/inside_address.h"

#include <QHostAddress>
#include <QTest>

using namespace fornada;

class InsideAddressTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void insideOrNot_data();
    void insideOrNot();
};

void InsideAddressTest::insideOrNot_data()
{
    QTest::addColumn<bool>("inside");
    for (const char *address : {"127.0.0.1",
                                "127.8.8.8",
                                "0.0.0.0",
                                "10.1.2.3",
                                "100.64.0.1",
                                "100.127.255.255",
                                "169.254.169.254",
                                "172.16.0.1",
                                "172.31.255.255",
                                "192.168.1.1",
                                "198.18.0.1",
                                "224.0.0.1",
                                "240.0.0.1",
                                "255.255.255.255",
                                "::",
                                "::1",
                                "fc00::1",
                                "fd12::1",
                                "fe80::1",
                                "ff02::1",
                                "::ffff:127.0.0.1",
                                "::ffff:10.0.0.1",
                                "64:ff9b::a00:1",
                                "2002:7f00:1::"})
        QTest::newRow(address) << true;
    for (const char *address : {"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
                                "192.167.1.1", "192.169.0.1", "223.255.255.255", "2606:4700:4700::1111",
                                "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::", ""})
        QTest::newRow(address) << false;
}

void InsideAddressTest::insideOrNot()
{
    QFETCH(bool, inside);
    QCOMPARE(isInside(QHostAddress(QString::fromLatin1(QTest::currentDataTag()))), inside);
}

QTEST_GUILESS_MAIN(InsideAddressTest)
#include "test_inside_address.moc"
