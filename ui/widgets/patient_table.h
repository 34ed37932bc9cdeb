#pragma once

#include "widgets/list_table.h"

namespace fornada {

// A table whose list may still be being read. Choosing all waits for the rest of it, so that all means all that match;
// meanwhile nothing is chosen. A click, a choice by key, Escape or another filter end the waiting. UI thread.
class PatientTable final : public ListTable {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PatientTable)
public:
    using ListTable::ListTable;

    void setWhole(bool whole);
    bool isWaiting() const { return m_waits; }
    void stopWaiting();
    void selectAll() override;
    // A letter is an order or nothing: looking for it would read a million rows, and choose another one.
    void keyboardSearch(const QString &) override {}

Q_SIGNALS:
    void waitingChanged();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    bool m_whole = true;
    bool m_waits = false; // for the rest, to choose all of it
};

} // namespace fornada
