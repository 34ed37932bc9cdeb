#include "ctl/doctor.h"

#include "engine/price_file.h"
#include "host/key_ring.h"
#include "results/results_folder.h"
#include "sandbox/sandbox_server.h"
#include "store/data_folder.h"
#include "store/pending_restore.h"
#include "store/reader.h"
#include "text/error_text.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QStorageInfo>
#include <QTemporaryFile>
#include <QTimeZone>

#include <atomic>
#include <future>

namespace fornada {

namespace {

constexpr std::chrono::seconds kKeychainPatience(3);
constexpr qint64 kLittleDisk = qint64(1) << 30;

struct Finding {
    QString what;
    bool ok = true;
    QString detail;
};

Finding checkFolder(const QString &folder)
{
    QDir().mkpath(folder);
    QTemporaryFile probe(folder + QStringLiteral("/.doctor-XXXXXX"));
    const bool writable = probe.open();
    return {
        QStringLiteral("data folder"), writable,
        writable
            ? folder
            : QStringLiteral("%1 cannot be written: change its permissions or name another with --data").arg(folder)};
}

Finding checkDisk(const QString &folder)
{
    const qint64 free = QStorageInfo(folder).bytesAvailable();
    return {QStringLiteral("disk space"), free > kLittleDisk,
            QStringLiteral("%1 MB free%2")
                .arg(free >> 20)
                .arg(free > kLittleDisk ? QString() : QStringLiteral(": make room before a large batch"))};
}

// They may lie on a disk of their own.
Finding checkResults(const QString &folder)
{
    const QString place = resultsPlace(folder);
    if (place == resultsFolder(folder))
        return {QStringLiteral("results"), true, place};
    if (!QDir(place).exists())
        return {QStringLiteral("results"), false, sentence(Error{ErrorKind::FolderAway, place, {}})};
    Finding disk = checkDisk(place);
    return {QStringLiteral("results"), disk.ok, QStringLiteral("%1, %2").arg(place, disk.detail)};
}

Finding checkDatabase(const QString &folder)
{
    const QString next = pendingRestore(folder);
    const Status sound = next.isEmpty() ? verifyDatabase(folder) : verifyBackup(next);
    if (!sound && sound.error().kind == ErrorKind::FileMissing)
        return {QStringLiteral("database"), true, QStringLiteral("none yet; it is made at the first start")};
    const QString words = next.isEmpty() ? QStringLiteral("sound")
                                         : QStringLiteral("a restore was cut short; the next start completes it");
    return {QStringLiteral("database"), bool(sound), sound ? words : sentence(sound.error())};
}

// The operator's own table: what it does not say would have no price.
Finding checkPrices(const QString &folder)
{
    const QString what = QStringLiteral("prices");
    const QString own = ownPricesPath(folder);
    if (!QFile::exists(own))
        return {what, true, QStringLiteral("those that come with the program")};
    DiskFileIo files;
    const PricesInForce prices = readPrices(files, folder);
    return {what, !prices.fault, prices.fault ? sentence(*prices.fault) : own};
}

Finding checkEngine(Session &session)
{
    const QString what = QStringLiteral("engine");
    const auto told = session.askHolder(QStringLiteral("engine.status"), {});
    if (!told)
        return {what, false, sentence(told.error())};
    return {what, true, told->has_value() ? QStringLiteral("running") : QStringLiteral("not running")};
}

Finding checkZones()
{
    const bool known = QTimeZone("America/Los_Angeles").isValid();
    return {QStringLiteral("time zones"), known,
            known ? QStringLiteral("known")
                  : QStringLiteral("none: install the package tzdata, or daily quotas cannot be kept")};
}

Finding checkSandbox()
{
    const SystemClock clock;
    SandboxServer server(clock);
    const auto port = server.start({});
    return {QStringLiteral("sandbox"), bool(port),
            port ? QStringLiteral("listens on loopback") : sentence(port.error())};
}

// Waits for the keychain's answers, a locked one not for ever.
void loadKeys(KeyRing &keys, const QList<Account> &accounts)
{
    const auto left = std::make_shared<std::atomic<qsizetype>>(accounts.size());
    const auto all = std::make_shared<std::promise<void>>();
    const auto loaded = [left, all](bool) {
        if (--*left == 0)
            all->set_value();
    };
    for (const Account &account : accounts)
        keys.load(account, loaded);
    if (!accounts.isEmpty())
        all->get_future().wait_for(kKeychainPatience);
}

QList<Finding> checkKeys(Session &session)
{
    QList<Finding> findings;
    const auto reader = Reader::open(session.dataFolder());
    const auto accounts = reader ? (*reader)->accounts() : Result<QList<Account>>(reader.error());
    if (!accounts)
        return findings;
    Redactor redactor;
    KeyRing keys(
        &session.keyStore(), redactor, [](const std::function<void()> &work) { work(); }, [](const QString &) {});
    if (const auto id = (*reader)->setting(QStringLiteral("dataId")))
        keys.setFolderId(*id);
    loadKeys(keys, *accounts);
    for (const Account &account : *accounts) {
        const auto key = keys.key(account);
        findings.append({QStringLiteral("account %1").arg(account.name), bool(key),
                         key ? QStringLiteral("ready") : sentence(key.error())});
    }
    return findings;
}

} // namespace

int runDoctor(Session &session)
{
    const QString folder = session.dataFolder();
    QList<Finding> findings = {{QStringLiteral("Qt"), true, QString::fromLatin1(qVersion())},
                               checkFolder(folder),
                               checkDisk(folder),
                               checkResults(folder),
                               checkDatabase(folder),
                               checkPrices(folder),
                               checkEngine(session),
                               checkZones(),
                               checkSandbox()};
    findings += checkKeys(session);
    bool allWell = true;
    QJsonArray json;
    for (const Finding &finding : std::as_const(findings)) {
        allWell = allWell && finding.ok;
        json.append(QJsonObject{{QStringLiteral("check"), finding.what},
                                {QStringLiteral("ok"), finding.ok},
                                {QStringLiteral("detail"), finding.detail}});
        if (!session.json())
            session.print(QStringLiteral("%1  %2  %3")
                              .arg(finding.ok ? QStringLiteral("ok  ") : QStringLiteral("LOOK"),
                                   finding.what.leftJustified(18), finding.detail));
    }
    if (session.json())
        session.printJson({{QStringLiteral("ok"), allWell}, {QStringLiteral("checks"), json}});
    return allWell ? kOk : kError;
}

} // namespace fornada
