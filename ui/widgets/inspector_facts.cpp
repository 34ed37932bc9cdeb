#include "widgets/inspector_facts.h"

#include "model/alike.h"
#include "models/short_texts.h"
#include "text/cache_text.h"
#include "text/request_text.h"
#include "text/state_text.h"
#include "widgets/inspector.h"

#include <QLocale>

namespace fornada {

namespace {

constexpr qsizetype kLongestFact = 4'000; // a label that holds a book stands still

// As the other names of a list of facts begin.
QString capital(const QString &word)
{
    return word.isEmpty() ? word : QLocale().toUpper(word.left(1)) + word.mid(1);
}

} // namespace

Money costOf(const JobDetail &detail)
{
    Money cost;
    for (const Attempt &attempt : detail.attempts)
        if (attempt.charge.kind != ChargeKind::None)
            cost += attempt.charge.amount;
    return cost;
}

Facts factsOf(const QJsonObject &values)
{
    Facts facts;
    for (auto it = values.begin(); it != values.end(); ++it)
        facts.append({it.key(), valueText(it.value()).left(kLongestFact)});
    return facts;
}

Facts rowFacts(QJsonObject fields)
{
    fields.remove(kReusedRow); // told among the job's facts
    return factsOf(fields);
}

Facts jobFacts(const JobDetail &d, Wall now)
{
    const Job &job = d.job;
    const Money cost = costOf(d);
    QString bytes, file, hash;
    for (const ResultItem &item : d.results)
        if (item.picked) {
            bytes = bytesText(item.bytes);
            file = item.path;
            hash = QString::fromLatin1(item.sha256.toHex());
        }
    const auto taken = takenFrom(job.message);
    const QString cache = taken ? takenText(*taken, now) : d.cached ? cacheText(*d.cached, now) : QString();
    const qint64 reused = d.fields.value(kReusedRow).toInteger();
    return {{Inspector::tr("Row number"), countText(job.rowNumber)},
            {Inspector::tr("Result of row"), reused > 0 ? countText(reused) : QString()},
            {Inspector::tr("Queue"), d.queueName},
            {Inspector::tr("Account"), d.accountName},
            {Inspector::tr("Model"), job.model},
            {Inspector::tr("Cost"), moneyOrDash(cost)},
            {Inspector::tr("Cache"), cache},
            {Inspector::tr("File"), file},
            {Inspector::tr("Size"), bytes},
            {QStringLiteral("SHA-256"), hash},
            {Inspector::tr("Changed"), listTime(job.updated)}};
}

Facts batchFacts(const Batch &batch)
{
    Facts facts;
    for (size_t i = 0; i < batch.counts.byState.size(); ++i)
        if (batch.counts.byState[i])
            facts.append({capital(stateName(JobState(i))), countText(batch.counts.byState[i])});
    facts.append({QString(), QString()});
    facts +=
        {{Inspector::tr("Spent"), moneyOrDash(batch.totals.spent)},
         {Inspector::tr("Possibly charged"), batch.totals.maybe.isZero() ? QString() : moneyText(batch.totals.maybe)},
         {Inspector::tr("Paid for nothing"), batch.totals.wasted.isZero() ? QString() : moneyText(batch.totals.wasted)},
         {Inspector::tr("Estimate"), moneyOrDash(batch.estimate)},
         {Inspector::tr("Budget"), batch.budget ? moneyText(*batch.budget) : Inspector::tr("none")},
         {Inspector::tr("Added"), listTime(batch.created)},
         {Inspector::tr("Started"), batch.started ? listTime(*batch.started) : QString()},
         {Inspector::tr("Finished"), batch.finished ? listTime(*batch.finished) : QString()}};
    return facts;
}

} // namespace fornada
