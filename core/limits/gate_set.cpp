#include "limits/gate_set.h"

#include "limits/gate_set_state.h"

#include <limits>

namespace fornada {

namespace {

constexpr int kLeastAhead = 2;
constexpr Micros kOnItsWay = std::chrono::milliseconds(100);

// A longer window may come back: what it covers stays counted.
void keepLonger(std::optional<WindowConfig> &counted, const std::optional<WindowConfig> &window)
{
    if (window && (!counted || window->period >= counted->period))
        counted = window;
}

// The one that opens later; the one that no time opens beats both, the first of two such stays.
void keepLater(Opening &latest, const Opening &other)
{
    if (other.isOpen() || (!latest.isOpen() && !latest.until))
        return;
    if (latest.isOpen() || !other.until || other.until->boot > latest.until->boot)
        latest = other;
}

} // namespace

GateSet::GateSet(LimitSet config, Micros clockSkew)
    : m_state(std::make_unique<State>())
{
    configure(config);
    setClockSkew(clockSkew);
}

GateSet::~GateSet() = default;
GateSet::GateSet(GateSet &&) noexcept = default;
GateSet &GateSet::operator=(GateSet &&) noexcept = default;

void GateSet::configure(const LimitSet &config)
{
    State &s = *m_state;
    s.config = config;
    s.count(config);
    if (config.openHours)
        s.openHours.configure(*config.openHours);
    s.concurrency.configure(config.concurrency);
    s.breaker.configure(config.breakerThreshold, config.breakerProbeAfter);
    s.takeOver();
}

void GateSet::State::count(const LimitSet &limits)
{
    const LimitSet before = counted;
    if (limits.pace)
        pace.configure(*(counted.pace = limits.pace));
    if (limits.minimumGap)
        gap.configure(*(counted.minimumGap = limits.minimumGap));
    if (limits.window)
        window.configure(*limits.window);
    if (limits.tokenWindow)
        tokenWindow.configure(*limits.tokenWindow);
    keepLonger(counted.window, limits.window);
    keepLonger(counted.tokenWindow, limits.tokenWindow);
    if (limits.dailyCap) {
        const bool begins = !counted.dailyCap;
        dailyCap.configure(*(counted.dailyCap = limits.dailyCap));
        if (begins)
            dailyCap.beginWith(inFlight, lastSeen);
    }
    coverRecent(before, limits);
    countedJson = toJson(counted);
}

// What was handed over just before a limit begins reaches the provider after it.
void GateSet::State::coverRecent(const LimitSet &before, const LimitSet &limits)
{
    for (const Boot at : recent) {
        if (at < lastSeen - kOnItsWay)
            continue;
        if (limits.pace && !before.pace)
            pace.sent(at, level(at));
        if (limits.minimumGap && !before.minimumGap)
            gap.sent(at);
        if (limits.window && !before.window)
            window.sent(at, 1);
    }
}

Opening GateSet::State::paceOpening(Moment now, int before) const
{
    Opening opening = pace.earliest(now, before, level(now.boot));
    if (!config.adaptive)
        return opening;
    for (auto rise = adaptive.risesAt(now.boot); rise && opening.until && *rise < opening.until->boot;
         rise = adaptive.risesAt(*rise)) {
        const Opening faster = pace.earliest(now, before, level(*rise));
        const Boot at = std::max(*rise, faster.until ? faster.until->boot : now.boot);
        opening = Opening::closed(WaitReason::Pace, now + (at - now.boot));
    }
    return opening;
}

const LimitSet &GateSet::config() const
{
    return m_state->config;
}

void GateSet::setClockSkew(Micros skew)
{
    m_state->dailyCap.setSkew(skew, true);
    m_state->openHours.setSkew(skew);
}

void GateSet::State::touch(Moment now)
{
    lastSeen = std::max(lastSeen, now.boot);
    if (counted.dailyCap)
        dailyCap.roll(now, inFlight);
}

Opening GateSet::State::earliest(Moment now, qint64 tokens, int before, qint64 tokensBefore, Micros ahead) const
{
    Opening latest = parked.earliest();
    if (config.tokenWindow)
        keepLater(latest, tokenWindow.earliest(now, tokens, tokensBefore));
    keepLater(latest, blocked.earliest(now));
    keepLater(latest, breaker.earliest(now, before, inFlight));
    if (config.openHours)
        keepLater(latest, openHours.earliest(now));
    if (config.dailyCap)
        keepLater(latest, dailyCap.earliest(now, before, inFlight));
    if (config.window)
        keepLater(latest, window.earliest(now, 1, before));
    if (config.minimumGap)
        keepLater(latest, gap.earliest(now, before));
    if (config.pace)
        keepLater(latest, paceOpening(now, before));
    keepLater(latest, concurrency.earliest(before + inFlight, level(now.boot), ahead));
    return latest;
}

Opening GateSet::earliest(Moment now, qint64 tokens, Micros ahead) const
{
    return m_state->earliest(now, tokens, m_state->pending, m_state->pendingTokens, ahead);
}

Opening GateSet::earliestToSend(Moment now, qint64 tokens) const
{
    return m_state->earliest(now, tokens, 0, 0, Micros(0));
}

void GateSet::reserve(Moment now, qint64 tokens)
{
    State &s = *m_state;
    s.touch(now);
    // Only here: a send may be told a little ahead of its moment, when what it frees is still held.
    s.window.forgetOld(now.boot);
    s.tokenWindow.forgetOld(now.boot);
    ++s.pending;
    s.pendingTokens += tokens;
}

void GateSet::release(qint64 tokens)
{
    m_state->pending = std::max(0, m_state->pending - 1);
    m_state->pendingTokens = std::max<qint64>(0, m_state->pendingTokens - tokens);
}

void GateSet::sent(Moment at, qint64 tokens)
{
    State &s = *m_state;
    s.touch(at);
    s.restored.reset();
    release(tokens);
    s.noteRecent(at.boot);
    if (s.counted.pace)
        s.pace.sent(at.boot, s.level(at.boot));
    if (s.counted.minimumGap)
        s.gap.sent(at.boot);
    if (s.counted.window)
        s.window.sent(at.boot, 1);
    if (s.counted.tokenWindow) {
        s.tokenWindow.sent(at.boot, tokens);
        if (tokens > 0)
            s.weighed.push_back({at.boot, at.boot, tokens});
    }
    if (s.counted.dailyCap)
        s.dailyCap.sent(at, s.inFlight);
    s.breaker.sent(at.boot);
    ++s.inFlight;
}

void GateSet::sentLate(Moment planned, Moment at)
{
    State &s = *m_state;
    s.touch(at);
    s.recent.remove(planned.boot);
    s.noteRecent(at.boot);
    if (s.counted.pace)
        s.pace.moved(planned.boot, at.boot, s.level(at.boot));
    if (s.counted.minimumGap)
        s.gap.moved(planned.boot, at.boot);
    if (s.counted.window)
        s.window.moved(planned.boot, at.boot, 1);
    // Which of several sent in the same microsecond is late is not known: all of them move, the safe way.
    for (State::Weighed &send : s.weighed) {
        if (send.planned != planned.boot || send.at >= at.boot)
            continue;
        s.tokenWindow.moved(send.at, at.boot, send.tokens);
        send.at = at.boot;
    }
}

void GateSet::unsent(Moment planned, qint64 tokens)
{
    State &s = *m_state;
    ++s.pending;
    s.pendingTokens += tokens;
    s.inFlight = std::max(0, s.inFlight - 1);
    s.recent.remove(planned.boot);
    if (s.counted.pace)
        s.pace.unsent(planned.boot);
    if (s.counted.minimumGap)
        s.gap.unsent(planned.boot);
    if (s.counted.window)
        s.window.unsent(planned.boot, 1);
    const auto send = std::find_if(s.weighed.begin(), s.weighed.end(), [&](const State::Weighed &w) {
        return w.planned == planned.boot && w.tokens == tokens;
    });
    if (send != s.weighed.end()) {
        s.tokenWindow.unsent(send->at, tokens);
        s.weighed.erase(send);
    }
    if (s.counted.dailyCap)
        s.dailyCap.unsent();
    s.breaker.unsent();
}

std::optional<GateSet::State::Weighed> GateSet::State::takeWeighed(qint64 tokens)
{
    const auto isIt = [tokens](const Weighed &send) { return send.tokens == tokens; };
    const auto latest = std::find_if(weighed.rbegin(), weighed.rend(), isIt);
    if (latest == weighed.rend())
        return std::nullopt;
    const Weighed send = *latest;
    weighed.erase(std::next(latest).base());
    // Of several alike the latest goes, so a later refund lands on the earlier one: never too much in a window.
    return std::any_of(weighed.begin(), weighed.end(), isIt) ? std::nullopt : std::optional(send);
}

void GateSet::finished(Moment now, qint64 reservedTokens, qint64 actualTokens)
{
    State &s = *m_state;
    s.touch(now);
    s.inFlight = std::max(0, s.inFlight - 1);
    const auto send = s.takeWeighed(reservedTokens);
    if (!s.counted.tokenWindow || actualTokens < 0)
        return;
    if (send || actualTokens > reservedTokens)
        s.tokenWindow.correct(send ? send->at : now.boot, reservedTokens, actualTokens, now.boot);
}

void GateSet::stillTaking(Micros time)
{
    m_state->concurrency.stillTaking(time);
}

void GateSet::took(Micros time)
{
    m_state->concurrency.took(time);
}

void GateSet::correctTokens(Moment planned, qint64 reservedTokens, qint64 actualTokens, Moment now)
{
    if (m_state->counted.tokenWindow && actualTokens >= 0)
        m_state->tokenWindow.correct(planned.boot, reservedTokens, actualTokens, now.boot);
}

void GateSet::succeeded(Moment now)
{
    m_state->touch(now);
    m_state->breaker.succeeded();
}

void GateSet::failed(Moment now)
{
    m_state->touch(now);
    m_state->hasHistory = true;
    m_state->breaker.failed(now.boot);
}

bool GateSet::complained(Moment now, bool isMeant)
{
    State &s = *m_state;
    s.touch(now);
    s.hasHistory = true;
    const bool lower = isMeant && s.config.adaptive && s.adaptive.complained(now.boot);
    s.breaker.complained();
    return lower && (s.config.pace || s.config.concurrency);
}

double GateSet::level(Moment now) const
{
    return m_state->level(now.boot);
}

void GateSet::blockUntil(Moment until, WaitReason why)
{
    m_state->hasHistory = true;
    m_state->blocked.block(until, why);
}

void GateSet::park()
{
    m_state->hasHistory = true;
    m_state->parked.set(true);
}

void GateSet::unpark()
{
    m_state->parked.set(false);
    m_state->blocked.clear();
    m_state->breaker.reset();
}

bool GateSet::isParked() const
{
    return m_state->parked.isSet();
}

bool GateSet::isDown() const
{
    return m_state->breaker.isDown();
}

int GateSet::inFlight() const
{
    return m_state->inFlight;
}

int GateSet::pending() const
{
    return m_state->pending;
}

std::optional<int> GateSet::concurrency() const
{
    return m_state->concurrency.inForce(m_state->level(m_state->lastSeen));
}

int GateSet::runAhead(Micros ahead) const
{
    const State &s = *m_state;
    double perSecond = std::numeric_limits<double>::infinity();
    if (s.config.pace)
        perSecond = s.pace.perSecond(s.level(s.lastSeen));
    if (s.config.window)
        perSecond = std::min(perSecond, double(s.config.window->count) * 1e6 / double(s.config.window->period.count()));
    if (std::isinf(perSecond))
        return s.config.minimumGap || s.config.tokenWindow ? kLeastAhead : std::numeric_limits<int>::max();
    return int(std::clamp(perSecond * double(ahead.count()) / 1e6, double(kLeastAhead), 1e6));
}

} // namespace fornada
