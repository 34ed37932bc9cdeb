#pragma once

#include "model/batch.h"
#include "window/ui_context.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace fornada {

class Banner;
class FormField;

// What may be changed of a batch that is there: its name, its budget, its turn, and what is sent again by itself.
// UI thread; lives while it is open.
class EditBatch final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditBatch)
public:
    EditBatch(const UiContext &context, const Batch &batch, QWidget *parent);

private:
    void check();
    QJsonObject changes() const;
    void save();

    const UiContext m_context;
    const Batch m_batch; // as it was when the window was opened
    Banner *m_banner;
    FormField *m_nameField, *m_budgetField, *m_priorityField, *m_resendField;
    QLineEdit *m_name, *m_budget, *m_priority, *m_resend;
    QPushButton *m_save;
};

} // namespace fornada
