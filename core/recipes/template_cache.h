#pragma once

#include "recipes/template.h"

#include <QHash>

namespace fornada {

// Renders few templates for many jobs: each is parsed once. One thread at a time.
class TemplateCache {
public:
    Result<QString> render(const QString &source, const QJsonObject &context);
    // The name when the source is one name alone ("{{rowIndex}}"), else empty.
    QString loneName(const QString &source);

private:
    struct Known {
        Result<Template> parsed;
        QString loneName;
    };
    const Known &known(const QString &source);

    QHash<QString, Known> m_known;
};

} // namespace fornada
