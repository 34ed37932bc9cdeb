#include "integration/program.h"

#include <QFile>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

namespace fornada::test {

QStringList words(const QString &line)
{
    return line.split(QLatin1Char(' '));
}

QStringList words(const char *line)
{
    return words(QString::fromUtf8(line));
}

int linesOf(const QByteArray &text)
{
    return text.trimmed().isEmpty() ? 0 : int(text.trimmed().count('\n')) + 1;
}

Program::Program() = default;

QString Program::write(const QString &name, const QByteArray &bytes)
{
    const QString path = m_folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

std::unique_ptr<QProcess> Program::start(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->start(QStringLiteral(FORNADACTL), QStringList{QStringLiteral("--data"), data()} + arguments);
    if (!process->waitForStarted())
        qFatal("cannot start %s", FORNADACTL);
    return process;
}

Ended Program::run(const QStringList &arguments, int timeoutMs)
{
    const auto process = start(arguments);
    if (!process->waitForFinished(timeoutMs)) {
        process->kill();
        process->waitForFinished();
        return {-2, process->readAllStandardOutput(), "timed out\n" + process->readAllStandardError()};
    }
    return {process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -3, process->readAllStandardOutput(),
            process->readAllStandardError()};
}

Ended Program::runServed(const QStringList &arguments, int timeoutMs)
{
    const auto process = start(arguments);
    if (!QTest::qWaitFor([&] { return process->state() == QProcess::NotRunning; }, timeoutMs))
        return {-2, process->readAllStandardOutput(), "timed out"};
    return {process->exitCode(), process->readAllStandardOutput(), process->readAllStandardError()};
}

SandboxProcess::SandboxProcess(Program &program, const QJsonObject &config)
{
    const QString file = program.write(QStringLiteral("sandbox.json"), QJsonDocument(config).toJson());
    m_process = program.start(
        {QStringLiteral("sandbox"), QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--config"), file});
    QByteArray said;
    static const QRegularExpression address(QStringLiteral("http://127\\.0\\.0\\.1:\\d+"));
    while (m_url.isEmpty() && m_process->waitForReadyRead(10'000)) {
        said += m_process->readAllStandardOutput();
        m_url = address.match(QString::fromUtf8(said)).captured(0);
    }
    if (m_url.isEmpty())
        qFatal("the sandbox said no address: %s", m_process->readAllStandardError().constData());
}

SandboxProcess::~SandboxProcess()
{
    m_process->terminate();
    if (!m_process->waitForFinished(5'000)) {
        m_process->kill();
        m_process->waitForFinished();
    }
}

QByteArray SandboxProcess::http(const QByteArray &method, const QString &path, const QByteArray &body)
{
    QTcpSocket socket;
    const QUrl url(m_url);
    socket.connectToHost(url.host(), quint16(url.port()));
    if (!socket.waitForConnected(10'000))
        qFatal("the sandbox is gone");
    socket.write(method + ' ' + path.toUtf8() + " HTTP/1.1\r\nHost: " + url.host().toUtf8() +
                 "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " +
                 QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QByteArray answer;
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(10'000))
        answer += socket.readAll();
    answer += socket.readAll();
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

QJsonObject SandboxProcess::ledger()
{
    return QJsonDocument::fromJson(http("GET", QStringLiteral("/ledger"), {})).object();
}

QJsonObject SandboxProcess::health()
{
    return QJsonDocument::fromJson(http("GET", QStringLiteral("/health"), {})).object();
}

void SandboxProcess::configure(const QJsonObject &config)
{
    http("POST", QStringLiteral("/config"), QJsonDocument(config).toJson());
}

} // namespace fornada::test
