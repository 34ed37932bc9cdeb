#pragma once

#include "base/enum_names.h"

#include <QJsonObject>
#include <QSize>
#include <QStringList>

namespace fornada {

// What a result must be like before it counts as done. What is empty or zero is not looked at.
struct OutputChecks {
    bool sizeAsAsked = false; // an image has the size of the parameter "size"
    QSize size, leastSize;    // exactly; at least
    double leastSeconds = 0, mostSeconds = 0;
    int leastCharacters = 0, mostCharacters = 0;
    QStringList contains, excludes; // texts, whatever the case
    QJsonObject schema;             // of JSON
    QString language;               // of text: "pt"
    bool languageAsAsked = false;   // that of the parameter "language"
    friend bool operator==(const OutputChecks &, const OutputChecks &) = default;
};

// What becomes of a result that is not good: a person looks, one more try, or it has failed.
enum class BadOutput { Review, Retry, Fail };
FORNADA_ENUM_NAMES(BadOutput, QLatin1String("review"), QLatin1String("retry"), QLatin1String("fail"));

} // namespace fornada
