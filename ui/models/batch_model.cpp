#include "models/batch_model.h"

#include "text/eta_text.h"
#include "text/name_text.h"
#include "text/recipe_text.h"

namespace fornada {

namespace {

constexpr std::chrono::milliseconds kCoalesce(100);

bool looksEqual(const Batch &a, const Batch &b)
{
    return a.id == b.id && a.updated == b.updated && a.state == b.state && a.counts == b.counts &&
           a.totals == b.totals && a.name == b.name && a.priority == b.priority && a.budget == b.budget &&
           a.finished == b.finished && a.started == b.started;
}

} // namespace

struct BatchModel::Reading {
    QList<Batch> batches;
    QHash<QString, QString> titles; // of all recipes, when one of them was not known
};

BatchModel::BatchModel(EngineLink &link, ReadDesk &desk, QObject *parent)
    : QAbstractTableModel(parent)
    , m_desk(desk)
{
    m_coalesce.setSingleShot(true);
    m_coalesce.setInterval(kCoalesce);
    connect(&m_coalesce, &QTimer::timeout, this, &BatchModel::refresh);
    connect(&link, &EngineLink::changed, this, [this](const Changes &changes) {
        if ((!changes.batches.isEmpty() || !changes.jobs.isEmpty() || changes.many) && !m_coalesce.isActive())
            m_coalesce.start();
    });
}

BatchModel::~BatchModel()
{
    m_reading.cancel();
}

void BatchModel::refresh()
{
    if (m_reading.isOpen()) {
        m_again = true;
        return;
    }
    m_again = false;
    const QStringList names = m_titles.keys();
    m_reading = m_desk.read<Reading>(
        this,
        [known = QSet<QString>(names.cbegin(), names.cend())](ReadPort &port, const ReadDesk::Cancelled &) {
            return readAll(port, known);
        },
        [this](Result<Reading> fresh) {
            m_loaded = true;
            if (fresh) {
                m_titles.insert(fresh->titles);
                take(fresh->batches);
                if (!fresh->titles.isEmpty() && !m_batches.isEmpty())
                    Q_EMIT dataChanged(index(0, columnOf("recipe")), index(rowCount() - 1, columnOf("recipe")));
            } else {
                Q_EMIT failed(fresh.error());
            }
            Q_EMIT refreshed();
            if (m_again)
                m_coalesce.start();
        });
}

// A reader thread. Recipes are few, but their titles are asked for only when a batch has another one.
Result<BatchModel::Reading> BatchModel::readAll(ReadPort &port, const QSet<QString> &known)
{
    auto batches = port.batches();
    if (!batches)
        return batches.error();
    Reading all{std::move(*batches), {}};
    for (const Batch &batch : std::as_const(all.batches))
        if (!known.contains(batch.recipe))
            all.titles.insert(batch.recipe, QString());
    if (all.titles.isEmpty())
        return all;
    const auto recipes = port.recipes();
    if (!recipes)
        return recipes.error();
    for (const StoredRecipe &recipe : *recipes)
        all.titles.insert(recipe.name, recipe.json.value(QLatin1String("title")).toString());
    return all;
}

QString BatchModel::recipeTitle(const Batch &batch) const
{
    const QString own =
        batch.recipe.startsWith(kRehearsalPrefix) ? batch.recipe.mid(kRehearsalPrefix.size()) : batch.recipe;
    return fornada::recipeTitle(batch.recipe, m_titles.value(own));
}

void BatchModel::forgetTitles()
{
    m_titles.clear();
    refresh();
}

void BatchModel::numberFrom(qsizetype row)
{
    for (; row < m_batches.size(); ++row)
        m_rows.insert(m_batches.at(row).id, int(row));
}

// Rows that stay keep their place, so that selection and scroll position do too. Who hears of a step asks for batches
// at once: by then each must be found where it is.
void BatchModel::take(const QList<Batch> &fresh)
{
    QSet<BatchId> kept;
    for (const Batch &batch : fresh)
        kept.insert(batch.id);
    for (qsizetype row = m_batches.size() - 1; row >= 0; --row) {
        if (kept.contains(m_batches.at(row).id))
            continue;
        beginRemoveRows({}, int(row), int(row));
        m_rows.remove(m_batches.at(row).id);
        m_batches.removeAt(row);
        numberFrom(row);
        endRemoveRows();
    }
    for (qsizetype row = 0; row < fresh.size(); ++row) {
        const Batch &batch = fresh.at(row);
        if (row >= m_batches.size() || m_batches.at(row).id != batch.id) {
            beginInsertRows({}, int(row), int(row));
            m_batches.insert(row, batch);
            numberFrom(row);
            endInsertRows();
        } else if (!looksEqual(m_batches.at(row), batch)) {
            m_batches[row] = batch;
            Q_EMIT dataChanged(index(int(row), 0), index(int(row), columnCount() - 1));
        }
    }
    if (m_batches.size() != fresh.size()) { // the order itself changed: another database lies here now
        beginResetModel();
        m_batches = fresh;
        numberFrom(0);
        endResetModel();
    }
}

void BatchModel::setEtas(const QHash<BatchId, Eta> &etas, Wall now)
{
    m_etas = etas;
    m_etasAt = now;
    if (!m_batches.isEmpty())
        Q_EMIT dataChanged(index(0, columnOf("eta")), index(int(m_batches.size()) - 1, columnOf("eta")));
}

// "Done by" is the later time, the one to count on; the earlier one is told with what it is made from.
QString BatchModel::latestText(BatchId id) const
{
    Eta eta = m_etas.value(id, Eta{EtaKind::Done, {}, {}});
    eta.early = eta.late;
    return etaText(eta, m_etasAt);
}

// A time that is not known comes after all that are, by why it is not; where nothing is left to say, last.
qint64 BatchModel::latestOrder(BatchId id) const
{
    const Eta eta = m_etas.value(id, Eta{EtaKind::Done, {}, {}});
    return eta.kind == EtaKind::Known ? toMicros(eta.late) : std::numeric_limits<qint64>::max() - qint64(eta.kind);
}

const Batch *BatchModel::batch(BatchId id) const
{
    const auto row = m_rows.constFind(id);
    return row == m_rows.cend() ? nullptr : &m_batches.at(*row);
}

StateCounts BatchModel::openCounts() const
{
    StateCounts sum;
    for (const Batch &batch : m_batches)
        if (batch.state == BatchState::Running || batch.state == BatchState::Paused)
            for (size_t state = 0; state < sum.byState.size(); ++state)
                sum.byState[state] += batch.counts.byState[state];
    return sum;
}

int BatchModel::columnOf(const char *id)
{
    const auto &all = columns();
    for (size_t i = 0; i < all.size(); ++i)
        if (qstrcmp(all[i].id, id) == 0)
            return int(i);
    return -1;
}

int BatchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_batches.size());
}

int BatchModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(columns().size());
}

QVariant BatchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Batch &batch = m_batches.at(index.row());
    const Column<Batch> &column = columns()[size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == columnOf("eta"))
            return latestText(batch.id);
        return index.column() == columnOf("recipe") ? recipeTitle(batch) : column.text(batch);
    case RawRole:
        if (index.column() == columnOf("eta"))
            return latestOrder(batch.id);
        return index.column() == columnOf("recipe") ? recipeTitle(batch) : column.raw(batch);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column.align | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (const auto eta = m_etas.constFind(batch.id); eta != m_etas.cend() && index.column() == columnOf("eta"))
            return tipText(QStringList{etaText(*eta, m_etasAt), etaExplanation(*eta)}.join(u'\n').trimmed());
        return tipText(tip(batch, index.column()));
    case Qt::AccessibleTextRole:
        return spoken(batch, index.column());
    case IdRole:
        return batch.id.value;
    case StateRole:
        return int(batch.state);
    case CountsRole:
        return QVariant::fromValue(batch.counts);
    case SecondTextRole:
        return index.column() == 0 ? batch.client : QString();
    default:
        return {};
    }
}

QVariant BatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column<Batch> &column = columns()[size_t(section)];
    if (role == Qt::DisplayRole)
        return column.header();
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(column.align | Qt::AlignVCenter);
    return {};
}

} // namespace fornada
