#include "engine/control_answer.h"

#include "base/redactor.h"
#include "engine/answer_envelope.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace fornada {

namespace {

constexpr qsizetype kMostShown = 200'000;

QString bodyText(const QByteArray &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body);
    const QByteArray text = json.isNull() ? body : json.toJson(QJsonDocument::Indented);
    const bool binary = text.left(1'000).contains('\0');
    return binary ? QStringLiteral("(%1 bytes)").arg(body.size()) : QString::fromUtf8(text);
}

} // namespace

QString readableAnswer(const QByteArray &raw)
{
    const auto saved = unpackAnswer(raw);
    if (!saved)
        return {};
    QStringList lines{QStringLiteral("HTTP %1").arg(saved->answer.status)};
    for (const auto &[name, value] : saved->answer.headers)
        lines.append(QString::fromUtf8(name) + QStringLiteral(": ") + QString::fromUtf8(value));
    lines += {QString(), bodyText(saved->answer.body)};
    static const QRegularExpression longRun(QStringLiteral("([A-Za-z0-9+/=_-]{60})[A-Za-z0-9+/=_-]{200,}"));
    return hideByLooks(lines.join(u'\n').replace(longRun, QStringLiteral("\\1…"))).left(kMostShown);
}

} // namespace fornada
