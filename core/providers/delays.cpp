#include "providers/delays.h"

#include "providers/wire.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

#include <cmath>

namespace fornada {

namespace {

// A provider that asks for more has sent nonsense; sums of times must not overflow either.
constexpr double kMostSeconds = 366.0 * 24 * 3600;

std::optional<Micros> fromSeconds(double seconds)
{
    if (!std::isfinite(seconds) || seconds > kMostSeconds)
        return std::nullopt;
    return Micros(qint64(std::ceil(std::max(0.0, seconds) * 1e6)));
}

std::optional<double> number(const QByteArray &text)
{
    bool ok = false;
    const double value = text.trimmed().toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

// The three forms of HTTP dates start alike after the weekday; only the first is still sent.
QDateTime httpDate(const QByteArray &text)
{
    const QString form = QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'");
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()), form);
    time.setTimeSpec(Qt::UTC);
    return time;
}

} // namespace

std::optional<Micros> delayFromUnits(QStringView text)
{
    static const QRegularExpression whole(QStringLiteral("^(?:\\d+(?:\\.\\d+)?(?:ms|us|µs|d|h|m|s))+$"));
    static const QRegularExpression part(QStringLiteral("(\\d+(?:\\.\\d+)?)(ms|us|µs|d|h|m|s)"));
    const QString plain = text.trimmed().toString().toLower();
    if (!whole.match(plain).hasMatch())
        return std::nullopt;
    double seconds = 0.0;
    for (auto it = part.globalMatch(plain); it.hasNext();) {
        const auto match = it.next();
        const QString unit = match.captured(2);
        const double factor = unit == u"d"    ? 86'400.0
                              : unit == u"h"  ? 3600.0
                              : unit == u"m"  ? 60.0
                              : unit == u"s"  ? 1.0
                              : unit == u"ms" ? 1e-3
                                              : 1e-6;
        seconds += match.captured(1).toDouble() * factor;
    }
    return fromSeconds(seconds);
}

std::optional<Micros> delayFromHeaders(const ProviderAnswer &answer)
{
    if (const auto ms = number(header(answer, "retry-after-ms")))
        return fromSeconds(*ms / 1000.0);
    const QByteArray after = header(answer, "retry-after");
    if (after.isEmpty())
        return std::nullopt;
    if (const auto seconds = number(after))
        return fromSeconds(*seconds);
    const QDateTime until = httpDate(after);
    if (!until.isValid())
        return std::nullopt;
    const qint64 waitMs = until.toMSecsSinceEpoch() - toMicros(serverTime(answer)) / 1000;
    return fromSeconds(double(waitMs) / 1000.0);
}

Wall serverTime(const ProviderAnswer &answer)
{
    const QDateTime said = httpDate(header(answer, "date"));
    return said.isValid() ? Wall(std::chrono::milliseconds(said.toMSecsSinceEpoch())) : answer.received;
}

std::optional<Micros> delayFromMessage(const QString &message)
{
    static const QRegularExpression form(QStringLiteral("(?:retry|try again) (?:in|after) ([0-9][0-9.hmsdµu]*)"),
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(message);
    if (!match.hasMatch())
        return std::nullopt;
    QString text = match.captured(1);
    while (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return delayFromUnits(text);
}

Wall nextPacificMidnight(Wall after)
{
    const QTimeZone zone("America/Los_Angeles");
    if (!zone.isValid())
        return after + std::chrono::hours(24);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(toMicros(after) / 1000, zone);
    const QDateTime midnight = now.date().addDays(1).startOfDay(zone);
    return Wall(std::chrono::milliseconds(midnight.toMSecsSinceEpoch()));
}

} // namespace fornada
