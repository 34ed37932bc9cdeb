#include "base/sha256.h"
#include "sandbox/picture.h"
#include "sandbox/refusals.h"
#include "sandbox/work.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fornada::sandbox {

// The worker of a task queue: a JSON row in, {success, processingTime} out. The staging worker also names a picture.
HttpAnswer workerWork(const HttpRequest &request, const WorkFacts &facts)
{
    const QJsonDocument row = QJsonDocument::fromJson(request.body);
    if (!row.isObject())
        return workerRefusal({.fault = Fault::BadRequest});
    QJsonObject answer{{QStringLiteral("success"), true},
                       {QStringLiteral("processingTime"), qint64(facts.took.count())}};
    if (const QByteArray task = request.header("x-cloudtasks-taskname"); !task.isEmpty())
        answer.insert(QStringLiteral("taskName"), QString::fromUtf8(task));
    if (request.path == "/api/worker/process-staging") {
        const QJsonObject fields = row.object();
        for (const auto key : {QLatin1String("batchId"), QLatin1String("imageIndex"), QLatin1String("propertyCode")})
            if (fields.contains(key))
                answer.insert(key, fields.value(key));
        const QByteArray name = sha256(request.body).toHex().left(16);
        answer.insert(QStringLiteral("outputUrl"), QString::fromUtf8(facts.baseUrl + "/files/staged-" + name + ".png"));
    }
    return jsonAnswer(200, answer);
}

HttpAnswer messageWork(const HttpRequest &request, const WorkFacts &facts)
{
    const QJsonObject message = QJsonDocument::fromJson(request.body).object();
    const QString to = message.value(QLatin1String("to")).toString();
    if (to.isEmpty() || message.value(QLatin1String("messaging_product")) != QLatin1String("whatsapp"))
        return messageRefusal({.fault = Fault::BadRequest});
    QString digits = to;
    digits.removeIf([](QChar c) { return !c.isDigit(); });
    const QJsonObject contact{{QStringLiteral("input"), to}, {QStringLiteral("wa_id"), digits}};
    const QJsonObject accepted{
        {QStringLiteral("id"), QStringLiteral("wamid.SANDBOX%1").arg(facts.sequence, 8, 10, QLatin1Char('0'))},
        {QStringLiteral("message_status"), QStringLiteral("accepted")}};
    return jsonAnswer(200, {{QStringLiteral("messaging_product"), QStringLiteral("whatsapp")},
                            {QStringLiteral("contacts"), QJsonArray{contact}},
                            {QStringLiteral("messages"), QJsonArray{accepted}}});
}

HttpAnswer namedPicture(const QByteArray &path)
{
    const QString name = QString::fromUtf8(QByteArray::fromPercentEncoding(path.mid(path.lastIndexOf('/') + 1)));
    QImage image = emptyRoom(name, QSize(960, 640));
    if (name.startsWith(QLatin1String("staged-")))
        image = staged(image, name, 0);
    return {200, "image/png", toPng(image), {}};
}

} // namespace fornada::sandbox
