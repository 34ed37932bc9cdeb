#include "store/records.h"

namespace fornada {

void MetricRecord::addLatency(Micros value)
{
    latency += value;
    int bucket = 0;
    while (bucket < buckets - 1 && value >= upperBound(bucket))
        ++bucket;
    ++histogram[size_t(bucket)];
}

qint64 MetricRecord::answers() const
{
    qint64 sum = 0;
    for (const qint64 count : histogram)
        sum += count;
    return sum;
}

MetricRecord &MetricRecord::operator+=(const MetricRecord &other)
{
    sent += other.sent;
    completed += other.completed;
    failed += other.failed;
    retried += other.retried;
    complaints += other.complaints;
    latency += other.latency;
    cost += other.cost;
    for (size_t i = 0; i < histogram.size(); ++i)
        histogram[i] += other.histogram[i];
    return *this;
}

QString settingName(const QString &name)
{
    return QStringLiteral("setting:") + name;
}

Totals &operator+=(Totals &sum, const Totals &change)
{
    sum.reserved += change.reserved;
    sum.spent += change.spent;
    sum.maybe += change.maybe;
    sum.wasted += change.wasted;
    return sum;
}

QString rowListText(const QList<qint64> &rows)
{
    QStringList texts;
    for (const qint64 row : rows)
        texts.append(QString::number(row));
    return rows.isEmpty() ? QString() : u'[' + texts.join(u',') + u']';
}

QList<qint64> rowListFrom(const QString &text)
{
    QList<qint64> rows;
    const QStringList texts = text.mid(1, text.size() - 2).split(u',', Qt::SkipEmptyParts);
    for (const QString &row : texts)
        rows.append(row.toLongLong());
    return rows;
}

} // namespace fornada
