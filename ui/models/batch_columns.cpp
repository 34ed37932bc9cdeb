#include "models/batch_model.h"
#include "models/short_texts.h"
#include "text/state_text.h"

namespace fornada {

namespace {

qint64 needYou(const Batch &batch)
{
    return batch.counts[JobState::Unknown] + batch.counts[JobState::Review];
}

QString exactlyDone(const Batch &batch)
{
    return QStringLiteral("%1 / %2").arg(countText(batch.counts[JobState::Completed]), countText(batch.counts.total()));
}

Money cost(const Batch &batch)
{
    return batch.totals.spent + batch.totals.maybe;
}

// For who hears a list: what its bar shows.
QString spokenProgress(const Batch &batch)
{
    const qint64 failed = batch.counts[JobState::Failed];
    const QString done = QCoreApplication::translate("columns", "%1 of %2 done")
                             .arg(countText(batch.counts[JobState::Completed]), countText(batch.counts.total()));
    return failed == 0 ? done
                       : QStringLiteral("%1, %2").arg(
                             done, QCoreApplication::translate("text", "%Ln failed", nullptr, int(failed)));
}

// A million has no room beside another: how far it is says more than its digits.
QString doneText(const Batch &batch)
{
    constexpr qint64 kLong = 100'000;
    const qint64 done = batch.counts[JobState::Completed], total = batch.counts.total();
    if (total < kLong)
        return exactlyDone(batch);
    return QStringLiteral("%1% / %2").arg(done * 100 / total).arg(countText(total));
}

} // namespace

QString BatchModel::tip(const Batch &batch, int column) const
{
    if (column == columnOf("recipe"))
        return recipeTitle(batch);
    if (column == columnOf("state"))
        return stateText(batch);
    if (column == columnOf("done"))
        return exactlyDone(batch);
    if (column == columnOf("cost"))
        return moneyOrDash(cost(batch));
    const QString text = columns()[size_t(column)].text(batch);
    return text.isEmpty() ? batch.name : text;
}

// What is seen beside the text, or instead of one; nothing where the text says it all.
QString BatchModel::spoken(const Batch &batch, int column)
{
    if (column == columnOf("progress"))
        return spokenProgress(batch);
    return column == columnOf("name") && !batch.client.isEmpty()
               ? QStringLiteral("%1, %2").arg(batch.name, batch.client)
               : QString();
}

const ColumnTable<Batch> &BatchModel::columns()
{
    using B = const Batch &;
    constexpr auto left = Qt::AlignLeft, right = Qt::AlignRight;
    static const ColumnTable<Batch> table = {
        {"name", QT_TRANSLATE_NOOP("columns", "Batch"), left, 240, [](B b) { return QVariant(b.name); },
         [](B b) { return b.name; }, true, true},
        {"state", QT_TRANSLATE_NOOP("columns", "State"), left, 128, [](B b) { return QVariant(int(b.state)); },
         [](B b) { return shortStateText(b); }},
        {"progress", QT_TRANSLATE_NOOP("columns", "Progress"), left, 78,
         [](B b) {
             const qint64 total = b.counts.total();
             return QVariant(total ? double(b.counts.settled()) / double(total) : 0.0);
         },
         [](B) { return QString(); }},
        {"done", QT_TRANSLATE_NOOP("columns", "Done"), right, 120,
         [](B b) { return QVariant(b.counts[JobState::Completed]); }, [](B b) { return doneText(b); }},
        {"failed", QT_TRANSLATE_NOOP("columns", "Failed"), right, 64,
         [](B b) { return QVariant(b.counts[JobState::Failed]); },
         [](B b) { return countOrDash(b.counts[JobState::Failed]); }},
        {"needsYou", QT_TRANSLATE_NOOP("columns", "Needs you"), right, 80, [](B b) { return QVariant(needYou(b)); },
         [](B b) { return countOrDash(needYou(b)); }},
        {"cost", QT_TRANSLATE_NOOP("columns", "Cost"), right, 94, [](B b) { return QVariant(cost(b).micros); },
         [](B b) { return listMoney(cost(b)); }},
        // It comes from the forecast, which the model holds.
        {"eta", QT_TRANSLATE_NOOP("columns", "Done by"), right, 138, [](B) { return QVariant(); },
         [](B) { return QString(); }},
        {"budget", QT_TRANSLATE_NOOP("columns", "Budget"), right, 82,
         [](B b) { return QVariant(b.budget ? b.budget->micros : 0); },
         [](B b) { return b.budget ? moneyText(*b.budget) : QString(); }, false},
        {"client", QT_TRANSLATE_NOOP("columns", "Client"), left, 110, [](B b) { return QVariant(b.client); },
         [](B b) { return b.client; }, false},
        {"owner", QT_TRANSLATE_NOOP("columns", "Owner"), left, 110, [](B b) { return QVariant(b.owner); },
         [](B b) { return b.owner; }, false},
        // Its text is the recipe's title, which the model holds.
        {"recipe", QT_TRANSLATE_NOOP("columns", "Recipe"), left, 150, [](B b) { return QVariant(b.recipe); },
         [](B b) { return b.recipe; }, false},
        {"priority", QT_TRANSLATE_NOOP("columns", "Priority"), right, 72, [](B b) { return QVariant(b.priority); },
         [](B b) { return QString::number(b.priority); }, false},
        {"created", QT_TRANSLATE_NOOP("columns", "Added"), right, 124,
         [](B b) { return QVariant(toMicros(b.created)); }, [](B b) { return listTime(b.created); }, false},
    };
    return table;
}

} // namespace fornada
