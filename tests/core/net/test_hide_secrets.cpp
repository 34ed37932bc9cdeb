#include "base/redactor.h"
#include "net/hide_secrets.h"

#include <QTest>

using namespace fornada;

// What a server repeats of a key is not heard.
class TestHideSecrets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRefusalLosesEverySecret();
    void aResultKeepsItsWords();
    void aFailureTellsNone();

private:
    static WireAnswer heard(int status)
    {
        Redactor redactor;
        redactor.addSecret(QStringLiteral("ollama"));
        redactor.addSecret(QStringLiteral("a-key-of-some-length"));
        WireEvent event =
            WireAnswered{1, {}, {status, {{"x-you", "a-key-of-some-length"}}, "ollama, a-key-of-some-length"}};
        hideSecrets(event, redactor);
        return std::get<WireAnswered>(event).answer;
    }
};

void TestHideSecrets::aRefusalLosesEverySecret()
{
    QCOMPARE(heard(401).body, QByteArray("[hidden], [hidden]"));
    QCOMPARE(heard(401).headers.first().second, QByteArray("[hidden]"));
}

void TestHideSecrets::aResultKeepsItsWords()
{
    QCOMPARE(heard(200).body, QByteArray("ollama, [hidden]"));
    QCOMPARE(heard(200).headers.first().second, QByteArray("[hidden]"));
}

void TestHideSecrets::aFailureTellsNone()
{
    Redactor redactor;
    redactor.addSecret(QStringLiteral("a-key-of-some-length"));
    WireEvent event = WireFailed{
        1, {}, WireFailure::Lost, QStringLiteral("no a-key-of-some-length here"), {401, {}, "a-key-of-some-length"}};
    hideSecrets(event, redactor);
    QCOMPARE(std::get<WireFailed>(event).detail, QStringLiteral("no [hidden] here"));
    QCOMPARE(std::get<WireFailed>(event).partial.body, QByteArray("[hidden]"));
}

QTEST_GUILESS_MAIN(TestHideSecrets)
#include "test_hide_secrets.moc"
