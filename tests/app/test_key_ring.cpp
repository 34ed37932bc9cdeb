#include "host/key_ring.h"

#include <QTest>

using namespace fornada;

namespace {

constexpr const char *kVariable = "FORNADA_TEST_KEY";

class Cupboard final : public KeyStore {
public:
    void read(const QString &, std::function<void(Result<QString>)> done) override { done(kept); }
    void write(const QString &, const QString &, std::function<void(Status)> done) override { done({}); }
    void remove(const QString &, std::function<void(Status)> done) override { done({}); }

    QString kept;
};

} // namespace

// Wherever a key comes from, the redactor knows it.
class TestKeyRing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void typedKeysAreHidden();
    void keysOfTheKeychainAreHidden();
    void keysOfTheEnvironmentAreHidden();

private:
    static Account named(const QString &name)
    {
        Account account;
        account.name = name;
        account.kind = ProviderKind::Worker;
        return account;
    }
    bool isHidden(const QString &key) const { return m_redactor.clean(key) == QLatin1String("[hidden]"); }

    Cupboard m_cupboard;
    Redactor m_redactor;
    KeyRing m_ring{&m_cupboard, m_redactor, [](const std::function<void()> &work) { work(); }, [](const QString &) {}};
};

void TestKeyRing::typedKeysAreHidden()
{
    m_ring.keep(QStringLiteral("far"), QStringLiteral("typed-key"), KeyPlace::Session, [](Status) {});
    QVERIFY(isHidden(QStringLiteral("typed-key")));
    m_ring.keep(QStringLiteral("far"), QStringLiteral("kept-key"), KeyPlace::Keychain, [](Status) {});
    QVERIFY(isHidden(QStringLiteral("kept-key")));
}

void TestKeyRing::keysOfTheKeychainAreHidden()
{
    m_cupboard.kept = QStringLiteral("stored-key");
    m_ring.load(named(QStringLiteral("far")), [](bool) {});
    QVERIFY(isHidden(QStringLiteral("stored-key")));
}

void TestKeyRing::keysOfTheEnvironmentAreHidden()
{
    qputenv(kVariable, "named-key");
    Account account = named(QStringLiteral("named"));
    account.keyEnv = QString::fromLatin1(kVariable);
    QVERIFY(m_ring.key(account));
    QVERIFY(isHidden(QStringLiteral("named-key")));
}

QTEST_GUILESS_MAIN(TestKeyRing)
#include "test_key_ring.moc"
