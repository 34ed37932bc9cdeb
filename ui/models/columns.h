#pragma once

#include <QCoreApplication>
#include <QString>
#include <QVariant>

#include <functional>
#include <vector>

namespace fornada {

// One column of a list: header, cell, sorting, export and the column menu all come from it.
template<class Row>
struct Column {
    const char *id = "";    // stable: settings and exports name it
    const char *title = ""; // for translation in the context "columns"
    Qt::Alignment align = Qt::AlignLeft;
    int width = 100;
    std::function<QVariant(const Row &)> raw;
    std::function<QString(const Row &)> text;
    bool shown = true;      // before the operator chooses
    bool stretches = false; // takes the room that is left

    QString header() const { return QCoreApplication::translate("columns", title); }
};

template<class Row>
using ColumnTable = std::vector<Column<Row>>;

// Roles that delegates draw from; they know nothing else.
enum Role {
    RawRole = Qt::UserRole + 1, // the value behind the text
    IdRole,
    StateRole,      // int(JobState) or int(BatchState)
    CountsRole,     // StateCounts
    ProgressRole,   // JobProgress
    SecondTextRole, // quieter text behind the first
    LevelRole,      // int(EventLevel) of an event
    LoadingRole,    // true while the row is being read
};

} // namespace fornada
