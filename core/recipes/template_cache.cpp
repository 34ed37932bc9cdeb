#include "recipes/template_cache.h"

#include <QRegularExpression>

namespace fornada {

const TemplateCache::Known &TemplateCache::known(const QString &source)
{
    static const QRegularExpression lone(QStringLiteral("^\\{\\{ *([\\w.]+) *\\}\\}$"));
    auto found = m_known.constFind(source);
    if (found == m_known.cend())
        found = m_known.insert(source, {Template::parse(source), lone.match(source).captured(1)});
    return *found;
}

QString TemplateCache::loneName(const QString &source)
{
    return known(source).loneName;
}

Result<QString> TemplateCache::render(const QString &source, const QJsonObject &context)
{
    const Result<Template> &parsed = known(source).parsed;
    return parsed ? parsed->render(context) : Result<QString>(parsed.error());
}

} // namespace fornada
