#pragma once

#include "intake/row_parts.h"
#include "intake/row_source.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;

namespace fornada {

// Which sheet of a workbook, or which table or query of a database, the rows come from. UI thread.
class PartForm final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PartForm)
public:
    explicit PartForm(QWidget *parent = nullptr);
    // For another file; what is being chosen or typed is left alone as long as the parts stay the same.
    void show(const RowParts &parts, const RowsPlace &place);

Q_SIGNALS:
    void sheetChosen(const QString &sheet);
    // typed: more may follow at once.
    void queryChosen(const QString &query, bool typed);

private:
    void choose(int index);
    void setTexts();

    RowParts m_parts;
    QString m_path;
    QComboBox *m_names;
    QPlainTextEdit *m_query; // only while a query of one's own is wanted
};

} // namespace fornada
