#pragma once

#include "providers/adapter.h"

#include <QJsonObject>

namespace fornada {

// What names a request in the cache: equal ones have equal hashes; the facts say by name what went in.
struct CacheKey {
    QByteArray hash; // SHA-256 of the text
    QByteArray text; // the facts as compact JSON
    QJsonObject facts() const;
};

// The keys of one request: of each of its samples (which of several results of the same request it is), so that two
// variations never share one picture.
class SampleKeys {
public:
    // rules: what the result must be like; one that met others is another.
    SampleKeys(const Ask &ask, const Account &account, const QJsonObject &rules);
    CacheKey keyOf(const QString &sample) const;

private:
    QByteArray m_before; // the facts whose names come before "sample"
    QJsonValue m_seed;
};

// The requests that a person would compare this one with: the same row and step, in any batch of the recipe.
QString cachePlaceOf(const QString &recipe, const QString &step, const QString &rowKey, const QString &fanKey);

} // namespace fornada
