#pragma once

#include "engine/control_command.h"
#include "engine/known_before.h"
#include "intake/field_mapping.h"
#include "intake/row_source.h"
#include "model/alike.h"
#include "model/batch.h"
#include "model/client.h"
#include "recipes/planner.h"
#include "results/picture_hash.h"
#include "store/writes.h"

#include <QJsonArray>
#include <QSet>

#include <memory>

namespace fornada {

// What a batch is made from.
struct BatchOrder {
    Batch batch;
    Recipe recipe;
    QString rowsPath;
    QString sheet, query;    // of a workbook; over a database
    QList<QJsonObject> rows; // used when there is no path
    FieldMapping mapping;
    bool start = false;
    bool rehearsal = false;                     // everything goes to a free sandbox, without the queues' limits
    std::optional<OtherAccount> otherwise = {}; // for the steps that name none themselves
    Alike alike = Alike::Make;
    bool comparePictures = false; // takes its time: some milliseconds a picture
    bool onlyNew = false;         // rows that have their results already, and doubles, are left out
    qint64 listed = 100;          // rows that are left out are told by line and reason, the first so many
};

// A row as it was found, whatever became of it: its line, and which one it was.
struct RowSpot {
    qint64 index = 0, line = 0;
    bool isRow = false; // the line is its number
    // A row is named by its place among all: those that are left out leave holes.
    qint64 number() const { return index + 1; }
};

// What it would cost: with everything going well, as things went lately, and at worst, which is never more than the
// budget: where that does not reach, the others are above it.
struct PriceRange {
    Money low, likely, high;
    QHash<QString, Money> likelyOf; // by step
    QStringList onlyMost;           // steps of whose answers only the bound is known: they count with it
    // To the money of good answers, how much was added by those that gave nothing; nothing: too few are known.
    std::optional<double> measured;
};

// What an order would become, without anything being stored.
struct PlannedBatch {
    struct Calls {
        StepTarget target;
        qint64 count = 0;
        bool fallback = false;           // asked for only where something fails
        std::optional<Money> usual = {}; // what one usually costs; nothing: only the most is known
    };
    // From the first jobs on, those whose result is there already or is made for another.
    struct Free {
        qint64 fromCache = 0, equal = 0, looked = 0;
        qint64 lookedRows = 0;  // the first ones, whose requests were looked up
        qint64 notForeseen = 0; // of those, taken out of the first rows
        Money saves;
        QHash<QString, Money> savesOf; // by step
    };
    Batch batch;
    Recipe recipe;
    qint64 rows = 0, jobs = 0, rejected = 0, duplicates = 0, answered = 0;
    qint64 asked = 0;          // of the jobs: the others were done before they came here
    qint64 alike = 0;          // rows that look like an earlier one
    Money alikeWorst;          // what making those costs at worst
    bool picturesLeft = false; // they were not compared
    Money worst;
    Free free;
    QJsonObject terms;                   // of its client: what that may still have
    PriceRange price;                    // of those that are asked for; known when the start sheet is made
    QJsonArray rejections;               // the first ones
    QJsonArray marks;                    // what is special about a row: the first ones
    QHash<QString, Calls> calls;         // by step
    QMap<QString, StepTarget> elsewhere; // by step: where jobs go when their account fails them
    QList<NewRow> first;                 // rows, up to kMostForeseen jobs
    QList<RowSpot> spots;                // of those rows
};

// Reads the rows of an order and plans their jobs, a chunk at a time. One thread at a time.
class RowIntake {
public:
    static constexpr int kChunk = 5'000;
    static constexpr qint64 kMostForeseen = 20'000;
    static constexpr qsizetype kMostMarks = 5'000; // besides those of the cache, which looks at few rows

    // pictures: what is known of them already.
    RowIntake(BatchOrder order, const QMap<QString, StepTarget> &targets, PictureHashes &pictures);
    ~RowIntake();

    void know(KnownBefore known) { m_known = std::move(known); }
    // Looks at the disk, which may be slow or gone: nothing does before.
    Status open();
    // The next rows into `chunk`.
    void readOn();
    // All of them.
    void readAll(PlannedBatch &planned);
    // Why there is nothing in it; only when every row was left out.
    Error whyEmpty() const;

    BatchOrder order;
    QList<NewRow> chunk;
    qint64 rows = 0, jobs = 0, rejected = 0, duplicates = 0;
    Money worst;
    QJsonArray rejections;
    bool atEnd = false;
    std::optional<Error> error; // of reading

private:
    struct Plan;

    void readChunk();
    void take(const SourceRow &row);
    Status checkWriteBack();
    Status checkMapping() const;
    bool takesField(const QString &field) const;
    void lookForKeyField();
    void reject(RowSpot spot, const Error &why);
    void leaveOut(RowSpot spot, const QString &reason, QJsonObject facts);
    void mark(RowSpot spot, const QString &what, QJsonObject facts);
    BatchId answeredIn(const QString &key, const QString &wholeKey) const;
    bool isLeftOut(RowSpot spot, const PlannedRow &row, const QJsonObject &found);
    bool isAlike(RowSpot spot, const PlannedRow &row, QJsonObject &fields);
    bool hasCredit(RowSpot spot, const PlannedRow &row);

    const QMap<QString, StepTarget> m_targets; // by step
    PictureHashes &m_pictures;
    std::unique_ptr<Plan> m_plan;        // from open to the end
    std::unique_ptr<RowSource> m_source; // from open to the end
    KnownBefore m_known;
    QHash<QString, qint64> m_lines; // by key, its files by their whole paths: where it was first
    QMap<Operation, qint64> m_used; // credits
    QList<RowSpot> m_spots;         // of the chunk
    QString m_keyField;             // that the first rows must have, for their results to be written back
    QJsonArray m_marks;
    qint64 m_answered = 0, m_alike = 0;
    Money m_alikeWorst;
};

} // namespace fornada
