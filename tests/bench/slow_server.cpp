#include "slow_server.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fornada::bench {

namespace {

constexpr char kAnswer[] =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"ok\":true}";

Boot bootNow()
{
    return SystemClock().now().boot;
}

void watch(int epoll, int socket)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
}

// The length of the first whole request, 0 while it is not whole.
qsizetype wholeRequest(const QByteArray &in)
{
    const qsizetype head = in.indexOf("\r\n\r\n");
    if (head < 0)
        return 0;
    const QByteArray lower = in.left(head).toLower();
    const qsizetype at = lower.indexOf("content-length:");
    const qsizetype body = at < 0 ? 0 : lower.mid(at + 15, lower.indexOf('\r', at) - at - 15).trimmed().toLongLong();
    return in.size() >= head + 4 + body ? head + 4 + body : 0;
}

} // namespace

SlowServer::SlowServer(Micros latency)
    : m_latency(latency)
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0))
    , m_epoll(::epoll_create1(0))
    , m_wake(::eventfd(0, EFD_NONBLOCK))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(m_listener, 512) != 0 ||
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        qFatal("slow server: cannot listen");
    m_port = ntohs(address.sin_port);
    watch(m_epoll, m_listener);
    watch(m_epoll, m_wake);
    m_thread = std::thread([this] { run(); });
}

SlowServer::~SlowServer()
{
    m_ending = true;
    const quint64 one = 1;
    (void)!::write(m_wake, &one, sizeof one);
    m_thread.join();
    for (const auto &[socket, peer] : m_peers)
        ::close(socket);
    for (const int file : {m_listener, m_epoll, m_wake})
        ::close(file);
}

QUrl SlowServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_port));
}

void SlowServer::run()
{
    std::array<epoll_event, 64> events;
    while (!m_ending) {
        int wait = -1;
        if (!m_due.empty())
            wait = int(std::max<qint64>(0, (m_due.front().at - bootNow()).count() + 999) / 1000);
        const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), wait);
        for (int i = 0; i < count; ++i) {
            if (events[size_t(i)].data.fd == m_listener)
                accept();
            else if (events[size_t(i)].data.fd != m_wake)
                read(events[size_t(i)].data.fd);
        }
        answerDue();
    }
}

void SlowServer::accept()
{
    for (;;) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK);
        if (socket < 0)
            return;
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_peers[socket] = {++m_lastPeer, {}};
        watch(m_epoll, socket);
    }
}

void SlowServer::read(int socket)
{
    const auto it = m_peers.find(socket);
    if (it == m_peers.end())
        return;
    auto &[id, peer] = it->second;
    char bytes[16384];
    for (;;) {
        const ssize_t got = ::recv(socket, bytes, sizeof bytes, 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            break;
        if (got <= 0) {
            close(socket);
            return;
        }
        peer.in.append(bytes, got);
    }
    const qsizetype length = wholeRequest(peer.in);
    if (length == 0 || peer.asked)
        return;
    peer.in.remove(0, length);
    peer.asked = true;
    m_mostAtOnce = std::max<int>(m_mostAtOnce, ++m_atOnce);
    if (!m_holding)
        m_due.push_back({bootNow() + m_latency, socket, id});
}

void SlowServer::answerDue()
{
    const Boot now = bootNow();
    while (!m_due.empty() && m_due.front().at <= now) {
        const Due due = m_due.front();
        m_due.pop_front();
        const auto it = m_peers.find(due.socket);
        if (it == m_peers.end() || it->second.first != due.peer)
            continue;
        it->second.second.asked = false;
        --m_atOnce;
        ++m_answered;
        (void)!::send(due.socket, kAnswer, sizeof kAnswer - 1, MSG_NOSIGNAL);
    }
}

void SlowServer::close(int socket)
{
    const auto it = m_peers.find(socket);
    if (it->second.second.asked) {
        --m_atOnce;
        ++m_gone;
    }
    m_peers.erase(it);
    ::close(socket);
}

} // namespace fornada::bench
