#pragma once

#include "base/enum_names.h"
#include "text/format.h"

#include "model/recipe.h"

#include <QJsonArray>

namespace fornada {

// Where the result of a step before will stand in a prompt. The fan-out key names one of several.
QString resultPlaceholder(const QString &step, const QString &fanKey);

// A fan-out key for people: "humour · pt-BR".
QString fanText(const QString &fanKey);

// Whether a request of a batch that is not added yet will be asked, as far as the start sheet knows.
enum class RequestStanding {
    Cached,   // its result is kept
    Equal,    // another one of the batch is the same
    Reused,   // its row takes another row's result
    Here,     // it joins its parents' results: nobody is asked
    Fallback, // asked only where something fails
    Always,   // never taken from the cache
    Open,     // known when the steps before it are done
    Unlooked, // looked up when its turn comes
    Asked,    // nothing is kept
};
FORNADA_ENUM_NAMES(RequestStanding, QLatin1String("cached"), QLatin1String("equal"), QLatin1String("reused"),
                   QLatin1String("here"), QLatin1String("fallback"), QLatin1String("always"), QLatin1String("open"),
                   QLatin1String("unlooked"), QLatin1String("asked"));

// What is known of a request: its step, what the start sheet marked of its row, and whether its row was looked at.
struct RequestFacts {
    const Step &step;
    QString fanKey;
    QJsonArray marks; // of its row
    bool isLooked = false;
    RequestStanding standing() const;
    bool isFree() const; // it costs nothing, as far as is known
    QString text(Wall now, const Formats &formats = {}) const;

private:
    QJsonObject mark() const;
};

// A value of a row or a setting: lists and objects as JSON on one line.
QString valueText(const QJsonValue &value);
// The settings of a request, one a line.
QString settingsText(const QJsonObject &parameters);

} // namespace fornada
