#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace fornada::test {

struct Ended {
    int code = -1;
    QByteArray out, err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

int linesOf(const QByteArray &text);
// A command as it is typed: "job show 1".
QStringList words(const QString &line);
QStringList words(const char *line);

// fornadactl as an operator runs it, on a data folder of its own.
class Program {
public:
    Program();

    QString folder() const { return m_folder.path(); }
    QString data() const { return m_folder.filePath(QStringLiteral("data")); }
    // A file beside the data, for rows and configurations.
    QString write(const QString &name, const QByteArray &bytes);

    Ended run(const QStringList &arguments, int timeoutMs = 120'000);
    // The same, while a server of this thread answers it.
    Ended runServed(const QStringList &arguments, int timeoutMs = 120'000);
    std::unique_ptr<QProcess> start(const QStringList &arguments);

private:
    QTemporaryDir m_folder;
};

// `fornadactl sandbox` as a process of its own, which outlives the killed ones.
class SandboxProcess {
public:
    SandboxProcess(Program &program, const QJsonObject &config);
    ~SandboxProcess();
    QString url() const { return m_url; }
    QJsonObject ledger();
    QJsonObject health();
    void configure(const QJsonObject &config);

private:
    QByteArray http(const QByteArray &method, const QString &path, const QByteArray &body);

    std::unique_ptr<QProcess> m_process;
    QString m_url;
};

} // namespace fornada::test
