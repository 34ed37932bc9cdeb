#pragma once

#include "results/write_back.h"
#include "window/ui_context.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace fornada {

class FormField;

// Into which table of which database a batch's results go, and what ties a row here to a row there. UI thread; lives
// while it is open. It can also be kept for the batch's end.
class WriteBackDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WriteBackDialog)
public:
    WriteBackDialog(const UiContext &context, const Batch &batch, QWidget *parent);

Q_SIGNALS:
    void wanted(const fornada::WriteBackOrder &order);

private:
    QComboBox *addChoice(const QString &name, const QString &title, QLayout &layout);
    void makeForm(QLayout &layout);
    void chooseFile();
    void readBatch(BatchId batch);
    void readDatabase();
    void fillColumns();
    void refresh();
    void keep(const WriteBackOrder &order);
    void go();

    const UiContext m_context;
    const BatchId m_batch;
    const QJsonObject m_kept; // what happens at its end so far
    FormField *m_place;
    QLineEdit *m_database;
    QComboBox *m_table = nullptr, *m_key = nullptr, *m_field = nullptr, *m_column = nullptr, *m_step = nullptr;
    QCheckBox *m_always = nullptr;
    QPushButton *m_go = nullptr;
    QList<TableShape> m_tables;
    ReadTicket m_reading;
};

} // namespace fornada
