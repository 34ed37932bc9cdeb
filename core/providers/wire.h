#pragma once

#include "providers/adapter.h"

#include <QJsonArray>
#include <QJsonDocument>

// Small helpers that the adapters share: addresses, headers, JSON bodies, digests in the making.
namespace fornada {

// The value of a header by its lower-case name; empty when there is none.
QByteArray header(const ProviderAnswer &answer, const char *name);
// What may stand in a header: printable ASCII stays, everything else is percent-encoded.
QByteArray headerValue(const QString &text);
// A credential goes into a header unchanged or not at all.
Result<QByteArray> keyHeaderValue(const QString &key);

// base (or fallback when empty) + path, which is percent-encoded already; keeps the base's query. BadUrl for anything
// but http and https with a host.
Result<QUrl> addressOf(const QUrl &base, const char *fallback, const QByteArray &path);

BuiltRequest jsonRequest(const Ask &ask, const QUrl &url, const QJsonObject &body);

// The body as JSON; a list of one is unwrapped (Google sends its errors so at times).
std::optional<QJsonObject> jsonBody(const QByteArray &body);
// JSON text as models write it: fenced or plain. Nothing when it does not parse.
std::optional<QString> jsonText(const QString &text);

// One line for people: white space folded, credentials out, at most 300 characters.
QString oneLine(const QString &text);

bool isSuccess(int status);

// Is a text that comes to be JSON?
bool wantsJson(const Ask &ask);

// What a refused request may have cost: gateways that gave up may have worked all the same.
Charge chargeOfRefusal(int status, Money reserve);
// The answer's use in money, else the reserve, marked as an estimate.
Charge chargeOfUse(const Ask &ask, const BilledUse &use);

// How many tokens an answer had when its limit ended it: as many as it was asked for at most, else as many as were used
// (thoughts count too); 0: neither is known.
qint64 limitReached(const Ask &ask, const BilledUse &use);

// A count of tokens as a provider states it; 0 when it does not.
qint64 tokensOf(const QJsonObject &usage, QLatin1String key);

// Parameters as they come from templates: numbers may be texts.
std::optional<double> numberIn(const QJsonObject &parameters, QLatin1String key);
// How long an answer is asked to be at most: not longer than its model gives, where that is known, because more is
// refused. Nothing: it is not said.
std::optional<double> outputLimit(const Ask &ask);
QString textIn(const QJsonObject &parameters, QLatin1String key, const QString &otherwise = {});

// Roughly the tokens of what is sent, rather too many than too few.
qint64 inputTokens(const Ask &ask);

// What every dialect says about a bare HTTP status; the adapters look into the body first.
Digest digestStatus(const Ask &ask, const ProviderAnswer &answer, int status, const QString &message);

} // namespace fornada
