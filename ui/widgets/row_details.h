#pragma once

#include "models/row_requests.h"

#include <QWidget>

class QFrame;
class QPlainTextEdit;
class QTableView;

namespace fornada {

class Theme;

// Every request of the row that is looked at, and the whole words of the chosen one. UI thread.
class RowDetails final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowDetails)
public:
    RowDetails(const Theme &theme, const DraftModel &draft, QWidget *parent = nullptr);

    // A line of the draft; below 0: none. The request that is chosen stays chosen where the row has it.
    void show(int line);
    QWidget *lastInTurn() const; // of its parts, when one goes through them by keys

private:
    void setTexts();
    void showWording(int request);

    RowRequests *m_requests;
    QTableView *m_table;
    QFrame *m_line;
    QPlainTextEdit *m_whole;
};

} // namespace fornada
