#pragma once

#include "model/recipe.h"
#include "window/ui_context.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;

namespace fornada {

class Banner;

// The wording of one step of one batch, for what is not done yet. UI thread; lives while it is open.
class EditStep final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditStep)
public:
    EditStep(const UiContext &context, const Step &step, const QString &batchName, const QStringList &fields,
             BatchId batch, QWidget *parent);

Q_SIGNALS:
    void saved();

private:
    void save();

    const UiContext m_context;
    const BatchId m_batch;
    const Step m_step;
    Banner *m_banner;
    QPlainTextEdit *m_prompt;
    QPushButton *m_save;
};

} // namespace fornada
