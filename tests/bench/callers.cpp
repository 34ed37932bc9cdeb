#include "callers.h"

#include "engine/control_server.h"
#include "report.h"

#include <QFile>
#include <QJsonDocument>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace fornada::bench {

namespace {

class Caller {
public:
    explicit Caller(QByteArray command)
        : m_command(std::move(command) + '\n')
    {}
    ~Caller()
    {
        if (m_socket >= 0)
            ::close(m_socket);
    }
    Q_DISABLE_COPY_MOVE(Caller)

    int socket() const { return m_socket; }
    bool isAnswered() const { return m_answer.endsWith('\n'); }

    // Once the engine has room for one more in front of its door: connected, and the command said.
    bool begin(const sockaddr_un &to)
    {
        if (m_socket < 0)
            m_socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&to), sizeof to) != 0) {
            if (errno != EAGAIN)
                qFatal("connect: %s", std::strerror(errno));
            return false;
        }
        if (::send(m_socket, m_command.constData(), size_t(m_command.size()), MSG_NOSIGNAL) != m_command.size())
            qFatal("a command cannot be written");
        return true;
    }

    void read()
    {
        char piece[4'096];
        const ssize_t got = ::recv(m_socket, piece, sizeof piece, 0);
        if (got == 0)
            qFatal("a caller was hung up on");
        if (got > 0)
            m_answer.append(piece, got);
        if (isAnswered() && !QJsonDocument::fromJson(m_answer)[QLatin1String("ok")].toBool())
            qFatal("refused: %s", m_answer.constData());
    }

private:
    const QByteArray m_command;
    QByteArray m_answer;
    int m_socket = -1;
};

sockaddr_un addressOf(const QString &dataFolder)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = QFile::encodeName(controlSocketPath(dataFolder));
    std::strncpy(address.sun_path, path.constData(), sizeof address.sun_path - 1);
    return address;
}

} // namespace

QList<double> callAtOnce(const QString &dataFolder, const QList<QByteArray> &commands)
{
    const sockaddr_un address = addressOf(dataFolder);
    std::vector<std::unique_ptr<Caller>> outside, inside;
    for (const QByteArray &command : commands)
        outside.push_back(std::make_unique<Caller>(command));
    QList<double> times;
    const double began = secondsNow();
    while (!outside.empty() || !inside.empty()) {
        while (!outside.empty() && outside.back()->begin(address)) {
            inside.push_back(std::move(outside.back()));
            outside.pop_back();
        }
        std::vector<pollfd> waits;
        for (const auto &caller : inside)
            waits.push_back({caller->socket(), POLLIN, 0});
        ::poll(waits.data(), waits.size(), outside.empty() ? -1 : 1);
        for (size_t i = 0; i < waits.size(); ++i)
            if (waits[i].revents)
                inside[i]->read();
        const double now = (secondsNow() - began) * 1e3;
        times += QList<double>(qsizetype(std::erase_if(inside, [](const auto &c) { return c->isAnswered(); })), now);
    }
    return times;
}

double percentile(const QList<double> &times, double part)
{
    return times.isEmpty() ? 0
                           : times.at(std::min(qsizetype(std::ceil(part * double(times.size()))), times.size()) - 1);
}

} // namespace fornada::bench
