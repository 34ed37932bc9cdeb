#include "models/batch_model.h"
#include "models/short_texts.h"
#include "text/state_text.h"

namespace fornada {

const ColumnTable<Batch> &BatchModel::columns()
{
    static const ColumnTable<Batch> table = {
        {"name", QT_TRANSLATE_NOOP("columns", "Batch"), Qt::AlignLeft, 240, true,
         [](const Batch &b) { return QVariant(b.name); }, [](const Batch &b) { return b.name; }},
        {"state", QT_TRANSLATE_NOOP("columns", "State"), Qt::AlignLeft, 118, true,
         [](const Batch &b) { return QVariant(int(b.state)); }, [](const Batch &b) { return stateText(b); }},
        {"progress", QT_TRANSLATE_NOOP("columns", "Progress"), Qt::AlignLeft, 190, true,
         [](const Batch &b) {
             const qint64 total = b.counts.total();
             return QVariant(total ? double(b.counts.settled()) / double(total) : 0.0);
         },
         [](const Batch &) { return QString(); }},
        {"done", QT_TRANSLATE_NOOP("columns", "Done"), Qt::AlignRight, 116, true,
         [](const Batch &b) { return QVariant(b.counts[JobState::Completed]); },
         [](const Batch &b) {
             return QStringLiteral("%1 / %2").arg(countText(b.counts[JobState::Completed]),
                                                  countText(b.counts.total()));
         }},
        {"failed", QT_TRANSLATE_NOOP("columns", "Failed"), Qt::AlignRight, 72, true,
         [](const Batch &b) { return QVariant(b.counts[JobState::Failed]); },
         [](const Batch &b) { return countOrDash(b.counts[JobState::Failed]); }},
        {"needsYou", QT_TRANSLATE_NOOP("columns", "Needs you"), Qt::AlignRight, 92, true,
         [](const Batch &b) { return QVariant(b.counts[JobState::Unknown] + b.counts[JobState::Review]); },
         [](const Batch &b) { return countOrDash(b.counts[JobState::Unknown] + b.counts[JobState::Review]); }},
        {"cost", QT_TRANSLATE_NOOP("columns", "Cost"), Qt::AlignRight, 82, true,
         [](const Batch &b) { return QVariant(b.totals.spent.micros + b.totals.maybe.micros); },
         [](const Batch &b) { return moneyOrDash(b.totals.spent + b.totals.maybe); }},
        {"budget", QT_TRANSLATE_NOOP("columns", "Budget"), Qt::AlignRight, 82, false,
         [](const Batch &b) { return QVariant(b.budget ? b.budget->micros : 0); },
         [](const Batch &b) { return b.budget ? moneyText(*b.budget) : QString(); }},
        {"client", QT_TRANSLATE_NOOP("columns", "Client"), Qt::AlignLeft, 110, false,
         [](const Batch &b) { return QVariant(b.client); }, [](const Batch &b) { return b.client; }},
        {"recipe", QT_TRANSLATE_NOOP("columns", "Recipe"), Qt::AlignLeft, 110, false,
         [](const Batch &b) { return QVariant(b.recipe); }, [](const Batch &b) { return b.recipe; }},
        {"priority", QT_TRANSLATE_NOOP("columns", "Priority"), Qt::AlignRight, 72, false,
         [](const Batch &b) { return QVariant(b.priority); },
         [](const Batch &b) { return QString::number(b.priority); }},
        {"created", QT_TRANSLATE_NOOP("columns", "Added"), Qt::AlignRight, 124, true,
         [](const Batch &b) { return QVariant(toMicros(b.created)); },
         [](const Batch &b) { return listTime(b.created); }},
    };
    return table;
}

} // namespace fornada
