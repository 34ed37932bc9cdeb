#include "engine/link_fetcher.h"

#include "providers/media.h"
#include "recipes/input_files.h"

#include <algorithm>

namespace fornada {

using namespace std::chrono_literals;

namespace {

constexpr int kMostAtOnce = 8;
constexpr int kMostRedirections = 5;
constexpr Micros kFirstWait = 2s;
constexpr Micros kLongestWait = 60s;
constexpr Micros kDeadline = 120s;
constexpr Micros kSilence = 30s;

bool isRedirection(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// The same question may be answered another time.
bool mayPass(int status)
{
    return status == 408 || status == 425 || status == 429 || status >= 500;
}

} // namespace

struct LinkFetcher::Task {
    Link link;
    QList<Done> done;
    QUrl at; // where it was led to
    bool mayBeInside = false;
    int redirections = 0;
    Moment began;
    Moment due; // the next try
    Micros wait = kFirstWait;
    bool onTheWire = false;
};

LinkFetcher::LinkFetcher(const Clock &clock, Send send)
    : m_clock(clock)
    , m_send(std::move(send))
{}

void LinkFetcher::fetch(const Link &link, Done done)
{
    const auto same = std::find_if(m_tasks.begin(), m_tasks.end(), [&link](const std::shared_ptr<Task> &task) {
        return task->link.url == link.url && task->link.mayBeInside == link.mayBeInside && task->link.cap == link.cap;
    });
    if (same != m_tasks.end()) {
        (*same)->done.append(std::move(done));
        return;
    }
    const auto task = std::make_shared<Task>();
    task->link = link;
    task->done.append(std::move(done));
    task->at = link.url;
    task->mayBeInside = link.mayBeInside;
    task->began = task->due = m_clock.now();
    m_tasks.append(task);
    tick();
}

std::optional<Moment> LinkFetcher::nextWake() const
{
    std::optional<Moment> next;
    if (m_onTheWire < kMostAtOnce)
        for (const auto &task : m_tasks)
            if (!task->onTheWire && (!next || task->due.boot < next->boot))
                next = task->due;
    return next;
}

void LinkFetcher::tick()
{
    const Boot now = m_clock.now().boot;
    const auto tasks = m_tasks; // one that ends at once leaves the list
    for (const auto &task : tasks)
        if (m_onTheWire < kMostAtOnce && !task->onTheWire && task->due.boot <= now)
            start(task);
}

void LinkFetcher::start(const std::shared_ptr<Task> &task)
{
    WireRequest request;
    request.method = "GET";
    request.url = task->at;
    request.lateLimit = kDeadline;
    request.deadline = kDeadline;
    request.idleTimeout = kSilence;
    request.responseCap = task->link.cap;
    request.publicOnly = !task->mayBeInside;
    task->onTheWire = true;
    ++m_onTheWire;
    m_send(std::move(request), [this, task](const WireEvent &event) {
        task->onTheWire = false;
        --m_onTheWire;
        take(task, event);
        tick();
    });
}

void LinkFetcher::take(const std::shared_ptr<Task> &task, const WireEvent &event)
{
    if (const auto *failed = std::get_if<WireFailed>(&event)) {
        if (failed->failure == WireFailure::TooLarge)
            end(task,
                Error{ErrorKind::TooMany, shownLink(task->link.url),
                      QStringLiteral("%1; at most %2 MB are fetched").arg(failed->detail).arg(task->link.cap >> 20)});
        else if (failed->failure == WireFailure::Inside)
            end(task, Error{ErrorKind::NotAllowed, shownLink(task->link.url), failed->detail});
        else
            tryLater(task, failed->detail);
        return;
    }
    const auto *answered = std::get_if<WireAnswered>(&event);
    if (!answered) { // recalled by a pause: what is fetched costs nothing
        task->due = m_clock.now();
        return;
    }
    const WireAnswer &answer = answered->answer;
    if (isRedirection(answer.status))
        return follow(task, answer);
    if (mayPass(answer.status))
        return tryLater(task, QStringLiteral("its server answers %1").arg(answer.status));
    if (answer.status != 200) {
        end(task,
            Error{answer.status == 404 || answer.status == 410 ? ErrorKind::FileMissing : ErrorKind::FileUnreadable,
                  shownLink(task->link.url), QStringLiteral("its server answers %1").arg(answer.status)});
        return;
    }
    const QString mime = sniffedMime(answer.body);
    if (mime.isEmpty())
        end(task, Error{ErrorKind::FileUnreadable, shownLink(task->link.url),
                        QStringLiteral("what lies there is neither a picture nor a sound")});
    else
        end(task, Found{mime, answer.body});
}

void LinkFetcher::follow(const std::shared_ptr<Task> &task, const WireAnswer &answer)
{
    const QUrl next = task->at.resolved(QUrl::fromEncoded(headerIn(answer.headers, "location")));
    const bool isHttp = next.scheme() == u"https" || (next.scheme() == u"http" && task->at.scheme() == u"http");
    if (!isHttp || next.host().isEmpty() || ++task->redirections > kMostRedirections) {
        end(task, Error{ErrorKind::BadUrl, shownLink(task->link.url),
                        QStringLiteral("it leads on to where nothing is fetched from")});
        return;
    }
    // Only the address that was given may lie inside: it cannot say where else to look there.
    task->mayBeInside = task->mayBeInside && next.host() == task->at.host() && next.port() == task->at.port();
    task->at = next;
    task->due = m_clock.now();
}

void LinkFetcher::tryLater(const std::shared_ptr<Task> &task, const QString &why)
{
    const Moment now = m_clock.now();
    if (now.boot + task->wait - task->began.boot > task->link.patience) {
        end(task, Error{ErrorKind::Unreachable, shownLink(task->link.url), why});
        return;
    }
    task->due = now + task->wait;
    task->wait = std::min(task->wait * 2, kLongestWait);
    task->at = task->link.url; // a signed address that it led to may have run out
    task->mayBeInside = task->link.mayBeInside;
    task->redirections = 0;
}

void LinkFetcher::end(const std::shared_ptr<Task> &task, const Result<Found> &result)
{
    m_tasks.removeOne(task);
    for (const Done &done : std::as_const(task->done))
        done(result);
}

} // namespace fornada
