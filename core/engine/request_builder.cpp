#include "engine/request_builder.h"

#include "engine/cache_key.h"
#include "engine/step_price.h"
#include "model/fan_key.h"
#include "providers/media.h"
#include "recipes/input_files.h"
#include "recipes/recipe_json.h"
#include "recipes/result_names.h"
#include "recipes/template.h"
#include "recipes/wording.h"
#include "results/result_files.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMimeDatabase>

namespace fornada {

namespace {

Result<QJsonObject> resultsOf(const RequestPlan &plan, FileIo &files)
{
    const JobInput &input = plan.input;
    QList<ParentResult> given;
    for (qsizetype i = 0; i < input.parentResults.size(); ++i) {
        ResultItem item = input.parentResults.at(i);
        if (item.isTextInFile()) {
            const auto bytes = files.read(plan.resultsFolder + u'/' + item.path);
            if (!bytes)
                return bytes.error();
            item.text = QString::fromUtf8(*bytes);
        }
        given.append({input.parentSteps.at(i), input.parentFans.at(i), item.text, item.path, item.mime, jsonOf(item)});
    }
    return resultsGiven(plan.step, given, plan.fanNames);
}

// Names of batches come again; this one does not, in any data folder.
QString batchIdOf(const RequestPlan &plan)
{
    return plan.idPrefix + QStringLiteral("batch-%1").arg(plan.input.job.batch.value);
}

JobPlace placeOf(const RequestPlan &plan, const QJsonObject &fields)
{
    const JobInput &input = plan.input;
    return {fields,           input.rowKey,    input.job.rowNumber,
            input.batchName,  input.client,    input.parameters,
            input.job.fanKey, batchIdOf(plan), QString::number(input.job.batch.value)};
}

// What it is asked with; a step that words nothing needs none of it.
QJsonObject templateContext(const RequestPlan &plan, const QJsonObject &results)
{
    if (plan.step.prompt.isEmpty() && plan.step.parameters.isEmpty())
        return {};
    QJsonObject context = jobContext(plan.step, placeOf(plan, plan.input.asked.value_or(plan.input.fields)));
    context.insert(QStringLiteral("results"), results);
    return context;
}

// The copy of what lies at a web address. Another try asks there again: somebody may have put a better file there.
Result<QByteArray> readFetched(const RequestPlan &plan, const QUrl &link, FileIo &files)
{
    const QString path = InputFiles::fetchedPath(plan.fetchedFolder, plan.input.job.batch, link);
    const bool isForSending = plan.asking != 0;
    const bool isFresh = !isForSending || plan.input.job.sends == 0 || plan.fetched.contains(link);
    if (!isFresh || !files.exists(path))
        return Error{ErrorKind::NotFetched, link.toString(), {}};
    return files.read(path);
}

// The desktop's names for sounds are not the providers' (audio/x-opus+ogg).
QString mimeOf(const QByteArray &bytes)
{
    const QString sniffed = sniffedMime(bytes);
    return sniffed.isEmpty() ? QMimeDatabase().mimeTypeForData(bytes).name() : sniffed;
}

// Input files: the parameter "files" lists paths, after rendering: whole ones of the row, or of results; or addresses.
Status readFiles(Ask &ask, const RequestPlan &plan, FileIo &files)
{
    const QJsonArray paths = ask.parameters.take(QLatin1String("files")).toArray();
    for (const QJsonValue &entry : paths) {
        QString path = entry.toString().trimmed();
        if (path.isEmpty())
            continue; // an optional one
        const auto link = InputFiles::linkIn(path);
        if (!link && QDir::isRelativePath(path))
            path = plan.resultsFolder + u'/' + path;
        auto bytes = link ? readFetched(plan, *link, files) : files.read(path);
        if (!bytes)
            return bytes.error();
        if (bytes->size() > InputFiles::kLargest)
            return Error{ErrorKind::TooMany, path, QStringLiteral("input files may have 20 MB")};
        const QString name = link ? safeFileName(link->fileName()) : path.section(QLatin1Char('/'), -1);
        const QString mime = mimeOf(*bytes);
        ask.files.append({name, mime, std::move(*bytes)});
    }
    return {};
}

// Its files are named by its own row. A folder a batch; below it what the step's template says, each part made safe.
Result<QString> resultPathOf(const RequestPlan &plan, const QJsonObject &results)
{
    const JobInput &input = plan.input;
    const auto name = resultName(plan.step, placeOf(plan, input.fields), results);
    if (!name)
        return name.error();
    QStringList parts{safeFileName(resultFolderName(input.job.batch, input.batchName))};
    for (const QString &part : *name)
        parts.append(safeFileName(part));
    return parts.join(QLatin1Char('/'));
}

// All that needs no rendering.
Ask bareAsk(const RequestPlan &plan)
{
    Ask ask;
    ask.output = plan.step.output;
    ask.operation = plan.step.operation;
    ask.model = plan.input.job.model;
    ask.row = plan.input.asked.value_or(plan.input.fields);
    ask.jobName = ask.taskName = plan.idPrefix + QString::number(plan.input.job.id.value);
    ask.queueName = plan.queueName;
    ask.attempt = plan.input.job.sends;
    ask.reserve = plan.input.job.reserve;
    ask.price = plan.price;
    ask.baseUrl =
        plan.account.url.isEmpty() && plan.account.kind == ProviderKind::Sandbox ? plan.sandboxUrl : plan.account.url;
    ask.local = plan.account.kind == ProviderKind::Sandbox || plan.account.kind == ProviderKind::Worker;
    return ask;
}

Result<Ask> askOf(const RequestPlan &plan, const QJsonObject &results, TemplateCache &templates, FileIo &files)
{
    const QJsonObject context = templateContext(plan, results);
    const auto prompt = templates.render(plan.step.prompt, context);
    if (!prompt)
        return prompt.error();
    const auto parameters = renderValue(plan.step.parameters, context, templates);
    if (!parameters)
        return parameters.error();
    Ask ask = bareAsk(plan);
    ask.prompt = *prompt;
    ask.parameters = parameters->toObject();
    if (const Status read = readFiles(ask, plan, files); !read)
        return read.error();
    return ask;
}

CacheNote noteOf(const RequestPlan &plan)
{
    const JobInput &input = plan.input;
    return {cacheTtlOf(plan.step), cachePlaceOf(input.recipe, plan.step.id, input.rowKey, input.job.fanKey), {}};
}

// Variations of one prompt are different pictures, and so is one that was asked for again.
QString sampleOf(const RequestPlan &plan, int variants)
{
    return QStringLiteral("%1#%2").arg(plan.input.job.fanKey).arg(variants);
}

CacheKey keyOf(const RequestPlan &plan, const Ask &ask)
{
    return SampleKeys(ask, plan.account, toJson(plan.step.checks)).keyOf(sampleOf(plan, plan.input.variants));
}

} // namespace

AnswerPlan planAnswer(const RequestPlan &plan, FileIo &files)
{
    AnswerPlan answer{bareAsk(plan), {}, noteOf(plan)};
    const auto results = resultsOf(plan, files);
    if (!results)
        return answer;
    if (const auto path = resultPathOf(plan, *results))
        answer.resultPath = *path;
    TemplateCache templates;
    if (const auto parameters = renderValue(plan.step.parameters, templateContext(plan, *results), templates))
        answer.ask.parameters = parameters->toObject();
    return answer;
}

Result<QByteArray> requestHash(const RequestPlan &plan, FileIo &files)
{
    const auto results = resultsOf(plan, files);
    if (!results)
        return results.error();
    TemplateCache templates;
    const auto ask = askOf(plan, *results, templates, files);
    return ask ? Result<QByteArray>(keyOf(plan, *ask).hash) : Result<QByteArray>(ask.error());
}

Result<bool> isAskedAs(const RequestPlan &plan, const QByteArray &hash, TemplateCache &templates, FileIo &files)
{
    const auto results = resultsOf(plan, files);
    if (!results)
        return results.error();
    const auto ask = askOf(plan, *results, templates, files);
    if (!ask)
        return ask.error();
    const SampleKeys keys(*ask, plan.account, toJson(plan.step.checks));
    // A result of the first asking is one variant: the newest sample that was asked for is one less.
    for (int variants = plan.input.variants - 1; variants >= 0; --variants)
        if (keys.keyOf(sampleOf(plan, variants)).hash == hash)
            return true;
    return keys.keyOf(sampleOf(plan, plan.input.variants)).hash == hash;
}

bool isLight(const RequestPlan &plan)
{
    constexpr qsizetype kLightText = 16 << 10;
    if (plan.step.parameters.contains(QLatin1String("files")))
        return false;
    qsizetype text = plan.step.prompt.size();
    for (const ResultItem &item : plan.input.parentResults) {
        if (item.isTextInFile())
            return false;
        text += item.text.size();
    }
    for (const QJsonValue &field : plan.input.fields) {
        if (field.isArray() || field.isObject())
            return false;
        text += field.toString().size();
    }
    return text <= kLightText;
}

Result<BuiltJob> buildJob(const RequestPlan &plan, FileIo &files)
{
    const auto results = resultsOf(plan, files);
    if (!results)
        return results.error();
    TemplateCache templates;
    auto ask = askOf(plan, *results, templates, files);
    if (!ask)
        return ask.error();
    const auto resultPath = resultPathOf(plan, *results);
    if (!resultPath)
        return resultPath.error();

    BuiltJob built;
    built.resultPath = *resultPath;
    built.ask = std::move(*ask);
    if (!plan.account.free)
        built.ask.reserve = reserveFor(built.ask, built.ask.reserve, plan.account.kind, plan.price);
    const CacheKey key = keyOf(plan, built.ask);
    built.hash = key.hash;
    // Another try repeats the name; what is asked in other words, or made once more, is another task.
    built.ask.taskName += QLatin1Char('-') + QString::fromLatin1(key.hash.left(4).toHex());
    built.cache = noteOf(plan);
    if (built.cache.ttl > Micros(0))
        built.cache.facts = key.facts();
    built.reserve = built.ask.reserve;
    if (built.ask.operation == Operation::Join)
        return built;
    const Adapter &adapter = adapterFor(plan.account.kind, built.ask.operation);
    built.tokens = adapter.weightOf(built.ask);
    if (!plan.noKey) {
        auto request = adapter.build(built.ask, plan.key);
        if (!request)
            return request.error();
        built.request = std::move(*request);
    }
    return built;
}

} // namespace fornada
