#include "ctl/session.h"

#include "engine/control_server.h"
#include "host/engine_host.h"
#include "host/keychain.h"
#include "model/batch_meant.h"
#include "store/data_folder.h"
#include "store/data_lock.h"
#include "text/error_text.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <thread>

namespace fornada {

namespace {
constexpr std::chrono::milliseconds kAskPatience = std::chrono::seconds(5);
constexpr std::chrono::milliseconds kBetweenKnocks(50);

bool isNoAnswer(const Error &error)
{
    return error.kind == ErrorKind::InstanceSilent || error.kind == ErrorKind::Timeout;
}
} // namespace

Session::Session(Arguments arguments)
    : m_args(std::move(arguments))
    , m_out(stdout)
    , m_err(stderr)
{}

QString Session::dataFolder() const
{
    const QString folder = m_args.value(QStringLiteral("data"), defaultDataFolder());
    return QDir::cleanPath(QDir::current().absoluteFilePath(folder));
}

Session::~Session() = default;

KeyStore &Session::keyStore()
{
    if (!m_keyStore)
        m_keyStore = std::make_unique<Keychain>();
    return *m_keyStore;
}

Result<QJsonObject> Session::act(const QString &command, QJsonObject args, std::chrono::milliseconds patience)
{
    const Command value{command, std::move(args), QStringLiteral("fornadactl")};
    HostOptions options;
    options.dataFolder = dataFolder();
    options.paused = true;
    options.takeCommands = false;
    options.keyStore = &keyStore();
    const QDeadlineTimer until(kPatience);
    auto host = EngineHost::openInTurn(options, until);
    if (!host && host.error().kind == ErrorKind::AnotherInstance) {
        const auto send = [this, pid = host.error().subject](const Command &what, std::chrono::milliseconds most) {
            auto answer = sendCommand(dataFolder(), what, most);
            return answer || !isNoAnswer(answer.error()) ? answer : Error{answer.error().kind, pid, {}};
        };
        const std::chrono::milliseconds left(until.remainingTime());
        if (patience <= kPatience)
            return send(value, left);
        const auto alive = send({QStringLiteral("engine.status"), {}, value.by}, left);
        if (!alive && isNoAnswer(alive.error()))
            return Error{ErrorKind::InstanceSilent, alive.error().subject, {}};
        return send(value, patience);
    }
    if (!host)
        return host.error();
    auto result = (*host)->call(value);
    (*host)->stop(Micros(0));
    return result;
}

std::optional<QJsonObject> Session::askEngine(const QString &command, const QJsonObject &args)
{
    if (!QFileInfo::exists(controlSocketPath(dataFolder())))
        return std::nullopt;
    const auto result = sendCommand(dataFolder(), {command, args, QStringLiteral("fornadactl")}, kAskPatience);
    return result ? std::optional(*result) : std::nullopt;
}

// Another command has the data for a moment, and an engine that starts answers in a moment: they are waited for.
Result<std::optional<QJsonObject>> Session::askHolder(const QString &command, const QJsonObject &args)
{
    const Command value{command, args, QStringLiteral("fornadactl")};
    const QDeadlineTimer until(kAskPatience);
    while (true) {
        const auto answer =
            sendCommand(dataFolder(), value, std::chrono::milliseconds(std::max<qint64>(1, until.remainingTime())));
        if (answer)
            return std::optional(*answer);
        if (!isNoAnswer(answer.error()))
            return answer.error();
        const auto holder = DataLock::holder(dataFolder());
        if (!holder)
            return std::optional<QJsonObject>();
        if (until.hasExpired())
            return Error{ErrorKind::InstanceSilent, QString::number(*holder), {}};
        std::this_thread::sleep_for(kBetweenKnocks);
    }
}

Result<std::unique_ptr<Reader>> Session::reader()
{
    if (const Status ready = ensureData(); !ready)
        return ready.error();
    return Reader::open(dataFolder());
}

Result<Batch> findBatch(Reader &reader, const QString &given)
{
    if (const auto numbered = reader.batch(BatchId{given.toLongLong()}))
        return numbered;
    const auto batches = reader.batches();
    return batches ? batchMeant(*batches, given) : Result<Batch>(batches.error());
}

Status Session::ensureData()
{
    // One of an older schema is opened for writing once, which brings it up to date.
    const auto readable = openForReading(dataFolder());
    if (readable ||
        (readable.error().kind != ErrorKind::DatabaseTooOld && readable.error().kind != ErrorKind::FileMissing))
        return {};
    HostOptions options;
    options.dataFolder = dataFolder();
    options.paused = true;
    options.takeCommands = false;
    auto host = EngineHost::openInTurn(options, QDeadlineTimer(kPatience));
    if (!host)
        return host.error();
    (*host)->stop(Micros(0));
    return {};
}

void Session::print(const QString &line)
{
    m_out << line << Qt::endl;
}

void Session::printJson(const QJsonObject &object)
{
    m_out << QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)).trimmed() << Qt::endl;
}

int Session::fail(const Error &error)
{
    QString line = sentence(error);
    if (error.kind == ErrorKind::DatabaseCorrupt) {
        const QString backup = latestGoodBackup(dataFolder());
        line += backup.isEmpty() ? QCoreApplication::translate("ctl", " There is no backup that can be read.")
                                 : QStringLiteral(" fornadactl restore %1").arg(backup);
    }
    m_err << QStringLiteral("fornadactl: ") << line << Qt::endl;
    if (isNoAnswer(error))
        return kInstanceSilent;
    return error.kind == ErrorKind::BadArgument ? kUsage : kError;
}

int Session::usage(const QString &text)
{
    m_err << QStringLiteral("usage: fornadactl ") << text << Qt::endl;
    return kUsage;
}

} // namespace fornada
