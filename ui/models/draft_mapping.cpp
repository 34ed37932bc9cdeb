#include "models/draft_mapping.h"

namespace fornada {

namespace {

// What was chosen for these fields and is there; the rest by name, from the columns that are free still.
FieldMapping mappingFor(const FieldMapping &chosen, const QStringList &fields, const QStringList &columns,
                        QStringList &free)
{
    FieldMapping mapping;
    QStringList open;
    for (const QString &field : fields) {
        const auto column = chosen.constFind(field);
        if (column == chosen.cend() || (!column->isEmpty() && !columns.contains(*column))) {
            open.append(field);
            continue;
        }
        if (!column->isEmpty())
            mapping.insert(field, *column);
        free.removeOne(*column);
    }
    const FieldMapping guessed = guessMapping(open, free);
    for (const QString &column : guessed)
        free.removeOne(column);
    mapping.insert(guessed);
    return mapping;
}

} // namespace

FieldMapping mappingOf(const FieldMapping &chosen, const QStringList &columns, const QStringList &needed,
                       const QStringList &optional)
{
    QStringList free = columns;
    FieldMapping mapping = mappingFor(chosen, needed, columns, free);
    mapping.insert(mappingFor(chosen, optional, columns, free));
    for (const QString &field : optional)
        if (columns.contains(field) && !mapping.contains(field))
            mapping.insert(field, chosen.value(field, field).isEmpty() ? QString() : field);
    return mapping;
}

QStringList withoutParts(QStringList fields, const QStringList &columns)
{
    fields.removeIf([&columns](const QString &field) {
        return field.contains(u'.') && columns.contains(field.section(u'.', 0, 0));
    });
    return fields;
}

} // namespace fornada
