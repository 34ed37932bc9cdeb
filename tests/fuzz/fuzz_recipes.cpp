#include "recipes/recipe_json.h"
#include "recipes/template.h"

#include <QJsonDocument>

using namespace fornada;

// A recipe file; and, of the same bytes, a template with the row it is filled from (divided by a line of its own).
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto recipe = recipeFromJson(QJsonDocument::fromJson(text).object());
    if (recipe && !recipeFromJson(toJson(*recipe)))
        qFatal("a recipe that was accepted is not accepted when written and read again");
    const qsizetype line = text.indexOf("\n---\n");
    const auto parsed = Template::parse(QString::fromUtf8(line < 0 ? text : text.left(line)));
    if (!parsed)
        return 0;
    const QJsonObject row = QJsonDocument::fromJson(line < 0 ? QByteArray("{}") : text.mid(line + 5)).object();
    const auto first = parsed->render(row);
    const auto second = parsed->render(row);
    if (bool(first) != bool(second) || (first && *first != *second))
        qFatal("the same template and row gave two texts");
    return 0;
}
