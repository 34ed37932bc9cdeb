#include "base/redactor.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;

// Nothing that opens an account leaves the core; ordinary words stay readable.
class TestRedactor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hidesWhatLooksLikeACredential_data();
    void hidesWhatLooksLikeACredential();
    void leavesOrdinaryTextAlone_data();
    void leavesOrdinaryTextAlone();
    void hidesKnownSecretsInEveryForm();
    void aSecretInsideAnotherHidesNothingLess();
    void shortValuesAreNoSecrets();
    void secretsLeaveWhatIsStillToBeParsed();
    void cleaningTwiceChangesNothing();
    void cleansJsonDeeply();
};

void TestRedactor::hidesWhatLooksLikeACredential_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *text) { QTest::newRow(name) << QString::fromUtf8(text); };
    // The secret part of each is spelled with SECRET inside, so that one check fits all.
    row("google key", "bad key AIzaSECRETabcdefghij0123456789");
    row("openai key", "Incorrect API key provided: sk-proj-SECRET123");
    row("masked openai key", "Incorrect API key provided: sk-SECRET***00.");
    row("bearer", "Authorization: Bearer SECRET.abc-def");
    row("bearer alone", "sent Bearer SECRET1234 here");
    row("basic", "authorization=Basic U1NFQ1JFVA==SECRET");
    row("google header", "x-goog-api-key: SECRET");
    row("azure header", "api-key: SECRET");
    row("json header", R"({"x-goog-api-key":"SECRET with spaces"})");
    row("cookie", "Set-Cookie: session=SECRET; path=/");
    row("query key", "GET https://x.example/v1?alt=json&key=SECRET&z=1");
    row("first query key", "https://x.example/?key=SECRET");
    row("presigned", "https://s3.example/a?X-Amz-Signature=SECRET&X-Amz-Date=1");
    row("access token", "https://x.example/?access_token=SECRET");
    row("password", "password=SECRET");
    row("password json", R"({"password": "SECRET, 'really'"})");
    row("client secret", "client_secret: SECRET");
    row("prefixed", "smtp_password=SECRET");
    row("user info", "http://me:SECRET@proxy.example:3128/");
    row("aws id", "key AKIASECRETSECRET1234 used");
    row("groq", "gsk_SECRETabcdefgh");
    row("github", "ghp_SECRETabcdefgh");
    row("meta", "EAASECRETabcdefghijklmnopqrst");
    row("jwt", "eyJhbGciSECRET.eyJzdWIiSECRET.abcSECRET");
    row("oauth", "ya29.SECRETabcdefg");
    row("any case", "PASSWORD=SECRET");
    row("letters that are others in small", "pa\u017F\u017Fword=SECRET, to\u212Aen=SECRET"); // long s, Kelvin
}

void TestRedactor::hidesWhatLooksLikeACredential()
{
    QFETCH(const QString, text);
    const QString cleaned = Redactor().clean(text);
    QVERIFY2(!cleaned.contains(QStringLiteral("SECRET")), qPrintable(cleaned));
    QVERIFY2(cleaned.contains(QStringLiteral("[hidden]")), qPrintable(cleaned));
}

void TestRedactor::leavesOrdinaryTextAlone_data()
{
    QTest::addColumn<QString>("text");
    int i = 0;
    for (const char *text :
         {"API key not valid. Please pass a valid API key.", "Rate limit reached on tokens per min (TPM): Limit 30000",
          "request (13392 tokens) exceeds the available context size", R"({"key":"row-1","max_tokens":256})",
          "https://x.example/a?alt=json&page=2", "mask-reduction failed", "Write a poem about a secret garden",
          "The model is overloaded. Please try again later.", "user@example.com wrote: hello",
          "10:30 http://127.0.0.1:8080/worker answered 500", "basic training, bearer certificates"})
        QTest::addRow("%d", i++) << QString::fromUtf8(text);
}

void TestRedactor::leavesOrdinaryTextAlone()
{
    QFETCH(const QString, text);
    QCOMPARE(Redactor().clean(text), text);
}

void TestRedactor::hidesKnownSecretsInEveryForm()
{
    Redactor redactor;
    redactor.addSecret(QStringLiteral("  pä ss/wörd+1 \n"));
    QCOMPARE(redactor.clean(QStringLiteral("it is pä ss/wörd+1.")), QStringLiteral("it is [hidden]."));
    QCOMPARE(redactor.clean(QStringLiteral("a/p%C3%A4%20ss%2Fw%C3%B6rd%2B1/b")), QStringLiteral("a/[hidden]/b"));
    const QByteArray base64 = QStringLiteral("pä ss/wörd+1").toUtf8().toBase64();
    QVERIFY(!redactor.clean(QString::fromLatin1(base64)).contains(QString::fromLatin1(base64.left(12))));
}

void TestRedactor::aSecretInsideAnotherHidesNothingLess()
{
    Redactor redactor;
    redactor.addSecret(QStringLiteral("hunter"));
    redactor.addSecret(QStringLiteral("hunter-and-gatherer"));
    QCOMPARE(redactor.clean(QStringLiteral("<hunter-and-gatherer> <hunter>")), QStringLiteral("<[hidden]> <[hidden]>"));
}

void TestRedactor::shortValuesAreNoSecrets()
{
    Redactor redactor;
    redactor.addSecret(QString());
    redactor.addSecret(QStringLiteral("a"));
    QCOMPARE(redactor.clean(QStringLiteral("a banana")), QStringLiteral("a banana"));
}

void TestRedactor::secretsLeaveWhatIsStillToBeParsed()
{
    Redactor redactor;
    redactor.addSecret(QStringLiteral("word"));
    redactor.addSecret(QStringLiteral("as/long \"as\" that"));
    const QByteArray json = R"({"a": "as\/long \"as\" that", "b": "as/long \"as\" that", "token": "a word"})";
    QCOMPARE(redactor.withoutSecrets(json), QByteArray(R"({"a": "[hidden]", "b": "[hidden]", "token": "a [hidden]"})"));
    QCOMPARE(redactor.withoutSecrets(json, 10), QByteArray(R"({"a": "[hidden]", "b": "[hidden]", "token": "a word"})"));
}

void TestRedactor::cleaningTwiceChangesNothing()
{
    const Redactor redactor;
    for (const char *text : {"Authorization: Bearer abcdefghijk1", "password=abcdef", "https://x.example/?key=abcdef",
                             "http://a:b@x.example/", "x-goog-api-key: AIzaabcdefghijklmnop"}) {
        const QString once = redactor.clean(QString::fromLatin1(text));
        QCOMPARE(redactor.clean(once), once);
    }
}

void TestRedactor::cleansJsonDeeply()
{
    Redactor redactor;
    redactor.addSecret(QStringLiteral("tr\"icky"));
    const QJsonObject in{
        {QStringLiteral("apiKey"), QStringLiteral("plain")},
        {QStringLiteral("accessToken"), QStringLiteral("plain")},
        {QStringLiteral("tokens"), 12},
        {QStringLiteral("token"), 5},
        {QStringLiteral("monkey"), QStringLiteral("banana")},
        {QStringLiteral("list"), QJsonArray{QStringLiteral("Bearer abcdefghijk1"), 1, QJsonValue()}},
        {QStringLiteral("inner"), QJsonObject{{QStringLiteral("text"), QStringLiteral("tr\"icky")}}},
    };
    const QJsonObject expected{
        {QStringLiteral("apiKey"), QStringLiteral("[hidden]")},
        {QStringLiteral("accessToken"), QStringLiteral("[hidden]")},
        {QStringLiteral("tokens"), 12},
        {QStringLiteral("token"), 5},
        {QStringLiteral("monkey"), QStringLiteral("banana")},
        {QStringLiteral("list"), QJsonArray{QStringLiteral("Bearer [hidden]"), 1, QJsonValue()}},
        {QStringLiteral("inner"), QJsonObject{{QStringLiteral("text"), QStringLiteral("[hidden]")}}},
    };
    QCOMPARE(redactor.clean(in), expected);
}

QTEST_GUILESS_MAIN(TestRedactor)
#include "test_redactor.moc"
