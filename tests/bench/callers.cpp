#include "callers.h"

#include "engine/control_server.h"
#include "report.h"

#include <QFile>
#include <QJsonDocument>

#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <sys/epoll.h>
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

    // The connection is closed with it.
    bool hasItsAnswer()
    {
        char piece[4'096];
        const ssize_t got = ::recv(m_socket, piece, sizeof piece, 0);
        if (got == 0)
            qFatal("a caller was hung up on");
        if (got > 0)
            m_answer.append(piece, got);
        if (!m_answer.endsWith('\n'))
            return false;
        if (!QJsonDocument::fromJson(m_answer)[QLatin1String("ok")].toBool())
            qFatal("refused: %s", m_answer.constData());
        ::close(std::exchange(m_socket, -1));
        return true;
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
    const int bell = ::epoll_create1(EPOLL_CLOEXEC); // does not look at all of them for each that is answered
    std::vector<std::unique_ptr<Caller>> callers;
    for (const QByteArray &command : commands)
        callers.push_back(std::make_unique<Caller>(command));
    QList<double> times;
    size_t inside = 0;
    const double began = secondsNow();
    while (times.size() < commands.size()) {
        for (; inside < callers.size() && callers[inside]->begin(address); ++inside) {
            epoll_event event{.events = EPOLLIN, .data = {.ptr = callers[inside].get()}};
            if (::epoll_ctl(bell, EPOLL_CTL_ADD, callers[inside]->socket(), &event) != 0)
                qFatal("epoll: %s", std::strerror(errno));
        }
        std::array<epoll_event, 64> rings{};
        const int rung = ::epoll_wait(bell, rings.data(), int(rings.size()), inside < callers.size() ? 1 : -1);
        const double now = (secondsNow() - began) * 1e3;
        for (int i = 0; i < rung; ++i)
            if (static_cast<Caller *>(rings.at(size_t(i)).data.ptr)->hasItsAnswer())
                times.append(now);
    }
    ::close(bell);
    return times;
}

double percentile(const QList<double> &times, double part)
{
    return times.isEmpty() ? 0
                           : times.at(std::min(qsizetype(std::ceil(part * double(times.size()))), times.size()) - 1);
}

} // namespace fornada::bench
