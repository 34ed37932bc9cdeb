#pragma once

#include "model/recipe.h"
#include "window/ui_context.h"

#include <QDialog>

class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace fornada {

class Banner;

// The wording of a step of one batch, for what is not done yet; what is done is offered to be made again afterwards.
// UI thread; lives while it is open.
class EditStep final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditStep)
public:
    enum class Then { Nothing, Retry }; // what whoever opened it does after saved()

    EditStep(const UiContext &context, const QList<Step> &steps, const QString &batchName, const QStringList &fields,
             BatchId batch, Then then, QWidget *parent);
    void reject() override;

Q_SIGNALS:
    void saved();

private:
    void makeChoice();
    void save();

    const UiContext m_context;
    const BatchId m_batch;
    const QString m_batchName;
    const QList<Step> m_steps;
    Banner *m_banner;
    QComboBox *m_choice; // shown when there are several
    QPlainTextEdit *m_prompt;
    QPushButton *m_save;
    QString m_shown; // the words before anything was typed
    bool m_saving = false;
};

} // namespace fornada
