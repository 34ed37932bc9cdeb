#include "engine/control.h"
#include "engine/setup_rules.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fornada {

namespace {

// The free request that shows an account's address and key are good.
WireRequest probeRequest(const Account &account, QUrl base, const QString &key)
{
    WireRequest request;
    request.method = "GET";
    switch (account.kind) {
    case ProviderKind::Sandbox:
    case ProviderKind::Gemini:
        base.setPath(base.path().isEmpty() || base.path() == QLatin1String("/")
                         ? QStringLiteral("/v1beta/models")
                         : base.path() + QStringLiteral("/models"));
        request.headers.append({"x-goog-api-key", key.toUtf8()});
        break;
    case ProviderKind::OpenAi:
        base.setPath(base.path().isEmpty() || base.path() == QLatin1String("/")
                         ? QStringLiteral("/v1/models")
                         : base.path() + QStringLiteral("/models"));
        request.headers.append({"authorization", "Bearer " + key.toUtf8()});
        break;
    case ProviderKind::Worker:
        break; // any answer at all shows that somebody listens
    }
    request.url = base;
    return request;
}

QJsonArray modelNames(const QByteArray &body)
{
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    QJsonArray names;
    const QJsonArray entries = json.contains(QLatin1String("models")) ? json.value(QLatin1String("models")).toArray()
                                                                      : json.value(QLatin1String("data")).toArray();
    for (const QJsonValue &entry : entries) {
        const QJsonObject model = entry.toObject();
        const QString name = model.value(QLatin1String("name")).toString(model.value(QLatin1String("id")).toString());
        names.append(name.startsWith(QLatin1String("models/")) ? name.mid(7) : name);
    }
    return names;
}

QJsonObject probeResult(const Account &account, const WireEvent &event, Moment began)
{
    QJsonObject result{{QStringLiteral("account"), account.name}};
    if (const auto *failed = std::get_if<WireFailed>(&event)) {
        result.insert(QStringLiteral("ok"), false);
        result.insert(QStringLiteral("result"), QStringLiteral("unreachable"));
        result.insert(QStringLiteral("detail"), failed->detail);
        return result;
    }
    const auto &answered = std::get<WireAnswered>(event);
    const WireAnswer &answer = answered.answer;
    const bool good = answer.status < 300 || account.kind == ProviderKind::Worker;
    result.insert(QStringLiteral("ok"), good);
    result.insert(QStringLiteral("status"), answer.status);
    result.insert(QStringLiteral("ms"), qint64((answered.at.boot - began.boot) / std::chrono::milliseconds(1)));
    const bool refused = answer.status == 400 || answer.status == 401 || answer.status == 403;
    result.insert(QStringLiteral("result"), good      ? QStringLiteral("ok")
                                            : refused ? QStringLiteral("keyRefused")
                                                      : QStringLiteral("unexpected"));
    if (good && account.kind != ProviderKind::Worker)
        result.insert(QStringLiteral("models"), modelNames(answer.body));
    return result;
}

} // namespace

// An account as it is, or as it is being filled in: what is given wins over what is stored.
void Control::accountTest(Args &args, CommandReply reply)
{
    Account account;
    if (args.has(QLatin1String("kind")))
        account.kind = fromName<ProviderKind>(args.text(QLatin1String("kind"))).value_or(ProviderKind::Worker);
    else
        account = findAccount(args, QLatin1String("account"));
    if (args.error()) {
        reply(*args.error());
        return;
    }
    account.name = args.text(QLatin1String("account"));
    if (args.has(QLatin1String("keyEnv")))
        account.keyEnv = args.text(QLatin1String("keyEnv"));
    if (args.has(QLatin1String("url"))) {
        const auto url = addressFrom(args.text(QLatin1String("url")));
        if (!url) {
            reply(url.error());
            return;
        }
        account.url = *url;
    }
    const QString typed = args.text(QLatin1String("key"));
    m_seams.redactor.addSecret(typed);
    const auto key = typed.isEmpty() ? m_seams.keys.key(account) : Result<QString>(typed);
    if (!key) {
        reply(key.error());
        return;
    }
    const QUrl base = account.url.isEmpty() ? m_runtime.sandboxUrl() : account.url;
    m_runtime.probe(probeRequest(account, base, *key),
                    [account, reply, began = m_runtime.now()](const WireEvent &event) {
                        reply(probeResult(account, event, began));
                    });
}

// The key goes to the key source and nowhere else: not into the journal, not into a reply.
void Control::accountKey(Args &args, CommandReply reply)
{
    const Account account = findAccount(args, QLatin1String("account"));
    const QString key = args.text(QLatin1String("key"));
    const auto place = fromName<KeyPlace>(args.text(QLatin1String("place")));
    if (!place && !key.isEmpty())
        args.fail(QStringLiteral("place"), QStringLiteral("is keychain or session"));
    m_current.args.remove(QStringLiteral("key"));
    if (args.error()) {
        reply(*args.error());
        return;
    }
    const auto done = [this, account, entry = record(account.name), reply](Status kept) {
        if (!kept) {
            reply(kept.error());
            return;
        }
        m_runtime.goOnWithKey(account.id);
        writeDownDone(entry, QJsonObject{{QStringLiteral("account"), account.name}}, reply);
    };
    m_seams.keys.keep(account.name, key, place.value_or(KeyPlace::Session), done);
}

} // namespace fornada
