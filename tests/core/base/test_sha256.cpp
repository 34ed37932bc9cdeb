#include "base/sha256.h"

#include <QCryptographicHash>
#include <QTest>

using namespace fornada;

class Sha256Test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void publishedExamples();
    void piecesAreOneWhole();
};

void Sha256Test::publishedExamples()
{
    QCOMPARE(sha256({}).toHex(), QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QCOMPARE(sha256("abc").toHex(), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

void Sha256Test::piecesAreOneWhole()
{
    QByteArray text;
    Sha256 hash;
    for (int size : {0, 1, 63, 64, 65, 1'000, 100'000}) {
        const QByteArray piece(size, char('a' + size % 26));
        text += piece;
        hash.add(piece);
    }
    QCOMPARE(hash.result(), QCryptographicHash::hash(text, QCryptographicHash::Sha256));
}

QTEST_APPLESS_MAIN(Sha256Test)
#include "test_sha256.moc"
