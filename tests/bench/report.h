#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace fornada::bench {

// What a benchmark found: printed as one table, written as JSON when --json FILE is given.
class Report {
public:
    Report(QString name, QStringList columns);
    void add(const QJsonObject &row);
    // Prints the table to stderr and the last row as one JSON line to stdout; writes all rows to the file.
    int finish(const QStringList &arguments) const;

private:
    const QString m_name;
    const QStringList m_columns;
    QJsonArray m_rows;
};

// --name value, with a default.
QString option(const QStringList &arguments, const QString &name, const QString &fallback);

double secondsNow();
double cpuSeconds();
// Resident memory of this process in MB.
double residentMb();
// The most it has been.
double peakResidentMb();

} // namespace fornada::bench
