#include "host/engine_host.h"
#include "store/data_folder.h"
#include "store/reader.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <mutex>

using namespace fornada;

namespace {

// A keychain that is what the test needs it to be: open, locked, or not there.
class FakeKeychain final : public KeyStore {
public:
    void read(const QString &name, std::function<void(Result<QString>)> done) override
    {
        const std::lock_guard lock(mutex);
        done(fault ? Result<QString>(*fault) : Result<QString>(entries[name]));
    }
    void write(const QString &name, const QString &key, std::function<void(Status)> done) override
    {
        const std::lock_guard lock(mutex);
        if (!fault)
            entries[name] = key;
        done(fault ? Status(*fault) : Status());
    }
    void remove(const QString &name, std::function<void(Status)> done) override
    {
        const std::lock_guard lock(mutex);
        entries.erase(name);
        done({});
    }

    std::mutex mutex;
    std::map<QString, QString> entries;
    std::optional<Error> fault;
};

std::unique_ptr<EngineHost> openHost(const QString &folder, KeyStore *keys)
{
    HostOptions options;
    options.dataFolder = folder;
    options.keyStore = keys;
    auto host = EngineHost::open(options);
    return host ? std::move(*host) : nullptr;
}

Result<QJsonObject> call(EngineHost &host, const char *name, const QJsonObject &args)
{
    return host.call({QString::fromLatin1(name), args, QStringLiteral("test")});
}

const auto kAccount = QStringLiteral("acme");
const auto kSecret = QStringLiteral("sk-very-secret-0815");

Status addAccount(EngineHost &host)
{
    const auto added = call(host, "account.add",
                            {{QStringLiteral("account"), kAccount},
                             {QStringLiteral("kind"), QStringLiteral("openai")},
                             {QStringLiteral("url"), QStringLiteral("http://127.0.0.1:9/v1")}});
    return added ? Status() : Status(added.error());
}

QJsonObject keyArgs(const char *place)
{
    return {{QStringLiteral("account"), kAccount},
            {QStringLiteral("key"), kSecret},
            {QStringLiteral("place"), QString::fromLatin1(place)}};
}

// Is it anywhere in the folder's files?
bool isInFiles(const QString &folder, const QByteArray &text)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            return true;
    }
    return false;
}

} // namespace

// Keys and accounts over a real engine: where keys go, and where they never go.
class TestAccountKeys final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeySurvivesInTheKeychainOnly()
    {
        QTemporaryDir folder;
        FakeKeychain keychain;
        {
            const auto host = openHost(folder.path(), &keychain);
            QVERIFY(host);
            QVERIFY(bool(addAccount(*host)));
            // Without a key the test says so at once.
            const auto blind = call(*host, "account.test", {{QStringLiteral("account"), kAccount}});
            QVERIFY(!blind);
            QCOMPARE(blind.error().kind, ErrorKind::KeyMissing);
            QVERIFY(bool(call(*host, "account.key", keyArgs("keychain"))));
            QCOMPARE(keychain.entries.size(), size_t(1));
            QCOMPARE(keychain.entries.begin()->second, kSecret);
            host->stop(Micros(0));
        }
        QVERIFY2(!isInFiles(folder.path(), kSecret.toUtf8()), "the key is in a file of the data folder");
        {
            const auto host = openHost(folder.path(), &keychain);
            QVERIFY(host);
            const auto tested = call(*host, "account.test", {{QStringLiteral("account"), kAccount}});
            QVERIFY2(bool(tested), "the key was read at start; only the address is dead");
            QCOMPARE(tested->value(QLatin1String("result")).toString(), QStringLiteral("unreachable"));
            QVERIFY(bool(call(*host, "account.remove", {{QStringLiteral("account"), kAccount}})));
            QTRY_VERIFY(keychain.entries.empty());
            host->stop(Micros(0));
        }
    }

    void withoutAKeychainTheSessionHoldsIt_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("missing") << int(ErrorKind::KeychainMissing);
        QTest::newRow("locked") << int(ErrorKind::KeychainRefused);
    }
    void withoutAKeychainTheSessionHoldsIt()
    {
        QFETCH(int, fault);
        QTemporaryDir folder;
        FakeKeychain keychain;
        keychain.fault = Error{ErrorKind(fault), {}, {}};
        const auto host = openHost(folder.path(), &keychain);
        QVERIFY(host);
        QVERIFY(bool(addAccount(*host)));
        const auto refused = call(*host, "account.key", keyArgs("keychain"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind(fault));
        QVERIFY(!refused.error().detail.contains(kSecret));
        QVERIFY(bool(call(*host, "account.key", keyArgs("session"))));
        QVERIFY(bool(call(*host, "account.test", {{QStringLiteral("account"), kAccount}})));
        host->stop(Micros(0));
        QVERIFY(!isInFiles(folder.path(), kSecret.toUtf8()));
    }

    // No job fails for it: the account waits, and goes on with the key once the keychain gives it.
    void aLockedKeychainParksTheAccount_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("missing") << int(ErrorKind::KeychainMissing);
        QTest::newRow("locked") << int(ErrorKind::KeychainRefused);
    }
    void aLockedKeychainParksTheAccount()
    {
        QFETCH(int, fault);
        QTemporaryDir folder;
        FakeKeychain keychain;
        QFile rows(folder.filePath(QStringLiteral("rows.csv")));
        QVERIFY(rows.open(QIODevice::WriteOnly));
        rows.write("id,full_name,role\n1,Ana,Baker\n2,Bo,Nurse\n");
        rows.close();
        {
            const auto host = openHost(folder.path(), &keychain);
            QVERIFY(host);
            QVERIFY(bool(call(*host, "engine.pause", {})));
            QVERIFY(bool(addAccount(*host)));
            QVERIFY(bool(call(*host, "account.key", keyArgs("keychain"))));
            QVERIFY(bool(call(*host, "batch.create",
                              {{QStringLiteral("rows"), rows.fileName()},
                               {QStringLiteral("recipe"), QStringLiteral("portrait")},
                               {QStringLiteral("account"), kAccount},
                               {QStringLiteral("start"), true}})));
            host->stop(Micros(0));
        }
        keychain.fault = Error{ErrorKind(fault), {}, {}};
        const auto host = openHost(folder.path(), &keychain);
        QVERIFY(host);
        QVERIFY(bool(call(*host, "engine.resume", {})));
        const auto reader = Reader::open(folder.path());
        QVERIFY(bool(reader));
        const auto isParked = [&reader] {
            const auto events = (*reader)->events(0, 100);
            return events && std::any_of(events->cbegin(), events->cend(),
                                         [](const Event &event) { return event.kind == QLatin1String("scopeParked"); });
        };
        QTRY_VERIFY(isParked());
        QCOMPARE((*reader)->batches()->first().counts[JobState::Queued], 2);
        const auto blind = call(*host, "account.test", {{QStringLiteral("account"), kAccount}});
        QVERIFY(!blind);
        QCOMPARE(blind.error().kind, ErrorKind(fault));
        {
            const std::lock_guard lock(keychain.mutex);
            keychain.fault.reset();
        }
        // Whoever asks next has the keychain asked again.
        QTRY_VERIFY(bool(call(*host, "account.test", {{QStringLiteral("account"), kAccount}})));
        const auto attempts = [&reader] {
            const auto jobs = (*reader)->jobs({}, {}, 10);
            return jobs
                       ? std::count_if(jobs->cbegin(), jobs->cend(), [](const JobRow &job) { return job.attempts > 0; })
                       : 0;
        };
        QTRY_VERIFY(attempts() > 0); // nobody had to resume it
        host->stop(Micros(0));
    }

    void aDraftIsTestedBeforeItIsSaved()
    {
        QTemporaryDir folder;
        const auto host = openHost(folder.path(), nullptr);
        QVERIFY(host);
        const auto sandbox = call(*host, "account.test", {{QStringLiteral("kind"), QStringLiteral("sandbox")}});
        QVERIFY(bool(sandbox));
        QVERIFY(sandbox->value(QLatin1String("ok")).toBool());
        QVERIFY(sandbox->value(QLatin1String("models")).toArray().size() > 3);
        QVERIFY(sandbox->contains(QLatin1String("ms")));
        const auto bad = call(*host, "account.test",
                              {{QStringLiteral("kind"), QStringLiteral("openai")},
                               {QStringLiteral("url"), QStringLiteral("ftp://example.com")},
                               {QStringLiteral("key"), kSecret}});
        QVERIFY(!bad);
        QCOMPARE(bad.error().kind, ErrorKind::BadUrl);
        host->stop(Micros(0));
        const auto reader = Reader::open(folder.path());
        QVERIFY(bool(reader));
        QCOMPARE((*reader)->accounts()->size(), 1);
    }

    void theDayBeginsWithABackup()
    {
        QTemporaryDir folder;
        const auto host = openHost(folder.path(), nullptr);
        QVERIFY(host);
        QTRY_COMPARE(backupFiles(folder.path()).size(), 1);
        QVERIFY(backupFiles(folder.path()).first().contains(QStringLiteral("daily-")));
        const auto made = call(*host, "backup.make", {});
        QVERIFY(bool(made));
        QVERIFY(bool(verifyBackup(made->value(QLatin1String("path")).toString())));
        QCOMPARE(backupFiles(folder.path()).size(), 2);
        host->stop(Micros(0));
    }

    void settingsAreCheckedAndReachNewBatches()
    {
        QTemporaryDir folder;
        const auto host = openHost(folder.path(), nullptr);
        QVERIFY(host);
        const auto set = [&](const char *name, const char *value) {
            return bool(call(*host, "setting.set",
                             {{QStringLiteral("name"), QString::fromLatin1(name)},
                              {QStringLiteral("value"), QString::fromLatin1(value)}}));
        };
        QVERIFY(!set("resendPart", "2"));
        QVERIFY(!set("keepRawDays", "-1"));
        QVERIFY(!set("dayBudget", "much"));
        QVERIFY(set("keepRawDays", "30"));
        QVERIFY(!set("keepBatchesDays", "soon"));
        QVERIFY(set("keepBatchesDays", "90"));
        QVERIFY(set("resendPerJob", "0.25"));
        QVERIFY(set("resendPart", "0.1"));
        QFile rows(folder.filePath(QStringLiteral("rows.csv")));
        QVERIFY(rows.open(QIODevice::WriteOnly));
        rows.write("id,full_name,role\n1,Ana,Baker\n");
        rows.close();
        QVERIFY(bool(
            call(*host, "batch.create",
                 {{QStringLiteral("rows"), rows.fileName()}, {QStringLiteral("recipe"), QStringLiteral("portrait")}})));
        host->stop(Micros(0));
        const auto reader = Reader::open(folder.path());
        const auto batches = (*reader)->batches();
        QCOMPARE(batches->first().resendPerJob, Money{250'000});
        QCOMPARE(batches->first().resendPart, 0.1);
    }
};

QTEST_GUILESS_MAIN(TestAccountKeys)
#include "test_account_keys.moc"
