#pragma once

#include "text/format.h"

#include <QJsonObject>

// What a changed wording means for what is made already, from the answer of batch.impact.
namespace fornada {

// "37 of 120 results were made with an older wording."
QString impactTitle(const QJsonObject &impact);
// What making them again costs and means, and what stays as it is.
QString impactAbout(const QJsonObject &impact, const Formats &formats = {});
// "Make these 37 again"
QString remakeText(qint64 stale);
// Why one of the listed jobs would give something else now.
QString staleReason(const QJsonObject &job);

} // namespace fornada
