#include "engine/runtime.h"
#include "recipes/input_files.h"

// What lies at web addresses: the files that rows bring, and results that answers only point at.
namespace fornada {

namespace {

using namespace std::chrono_literals;

constexpr qint64 kLargestResult = 256 << 20;
// Its job has cost nothing yet and may be tried again.
constexpr Micros kInputPatience = 15s;
// It is paid for, and its address may be good for an hour only.
constexpr Micros kResultPatience = 10min;

bool isSamePlace(const QUrl &one, const QUrl &other)
{
    const auto portOf = [](const QUrl &url) { return url.port(url.scheme() == u"https" ? 443 : 80); };
    return one.host() == other.host() && portOf(one) == portOf(other);
}

} // namespace

// Where the account's requests go anyway, or what the operator allowed for it.
bool Runtime::mayBeInside(AccountId id, const QUrl &url) const
{
    const Account account = m_accounts.value(id);
    const bool isEmbedded = account.kind == ProviderKind::Sandbox && account.url.isEmpty();
    return account.allowPrivateAddresses || isSamePlace(url, isEmbedded ? m_sandboxUrl : account.url);
}

void Runtime::fetchInput(RequestPlan plan, const QUrl &url)
{
    const Link link{url, mayBeInside(plan.account.id, url), InputFiles::kLargest, kInputPatience};
    m_links.fetch(link, [this, plan = std::move(plan), url](const Result<LinkFetcher::Found> &found) {
        if (isAsked(plan.input.job.id, plan.asking))
            useFetched(plan, url, found);
    });
    setWake();
}

// The copy of an earlier try serves where the address does not answer any more.
void Runtime::useFetched(RequestPlan plan, const QUrl &url, const Result<LinkFetcher::Found> &found)
{
    struct Copy {
        Status written;
        bool isThere = false;
    };
    const auto copy = std::make_shared<Copy>();
    const QString path = InputFiles::fetchedPath(m_folders.fetched, plan.input.job.batch, url);
    m_seams.workers.run(
        [copy, path, found, folder = m_folders.fetched, files = &m_seams.files] {
            if (found) {
                copy->written = files->makeFolder(folder);
                if (copy->written)
                    copy->written = files->writeDurably(path, found->bytes);
            }
            copy->isThere = files->exists(path);
        },
        [this, copy, plan = std::move(plan), url, found]() mutable {
            const JobId job = plan.input.job.id;
            if (!isAsked(job, plan.asking))
                return;
            if (!copy->written) { // the disk failed, not the job
                tell(JobsTouched{{job}, false});
                filesFailed(copy->written.error());
            } else if (copy->isThere) {
                plan.fetched.insert(url);
                build(std::move(plan));
            } else {
                refuse(job, toLine(found.error()));
            }
        });
}

// Its first address, then the next; then the results are kept.
void Runtime::fetchResult(AttemptId attempt, Digest digest)
{
    const auto flight = m_inFlight.constFind(attempt);
    m_fetching.remove(attempt);
    if (flight == m_inFlight.cend())
        return;
    const auto waits = [](const Artifact &artifact) { return !artifact.link.isEmpty(); };
    const auto next = std::find_if(digest.artifacts.cbegin(), digest.artifacts.cend(), waits);
    if (next == digest.artifacts.cend()) {
        keep(attempt, std::move(digest));
        return;
    }
    m_fetching.insert(attempt);
    const qsizetype at = next - digest.artifacts.cbegin();
    const Link link{next->link, mayBeInside(flight->job.account, next->link), kLargestResult, kResultPatience};
    m_links.fetch(
        link, [this, attempt, at, digest = std::move(digest)](const Result<LinkFetcher::Found> &found) mutable {
            Artifact &artifact = digest.artifacts[at];
            const QUrl url = std::exchange(artifact.link, {});
            const QLatin1String wanted(artifact.kind == OutputKind::Audio ? "audio/" : "image/");
            if (found && found->mime.startsWith(wanted)) {
                artifact.mime = found->mime;
                artifact.bytes = found->bytes;
            } else {
                // It is paid for: the address is kept, and a person looks at it.
                artifact = {OutputKind::Text, kLinkMime, {}, url.toString()};
                digest.needsReview = true;
                digest.message =
                    toLine({ErrorKind::NotFetched, shownLink(url),
                            found ? QStringLiteral("what lies there is something else") : found.error().detail});
            }
            fetchResult(attempt, std::move(digest));
        });
    setWake();
}

} // namespace fornada
