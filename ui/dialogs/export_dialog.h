#pragma once

#include "results/export.h"
#include "window/ui_context.h"

#include <QDialog>

class QButtonGroup;
class QCheckBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace fornada {

class FormField;

// How and where to a batch's results go: asked before an export, remembered for the next. UI thread; lives while it is
// open.
class ExportDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExportDialog)
public:
    ExportDialog(const UiContext &context, const Batch &batch, QWidget *parent);

Q_SIGNALS:
    void wanted(fornada::ExportForm form, const QString &folder, bool sidecars);

private:
    void addForm(QVBoxLayout &forms, ExportForm form, const QString &name, const QString &about);
    QWidget *makeFolder();
    ExportForm form() const;
    void chooseFolder();
    void refresh();
    void go();

    const UiContext m_context;
    QButtonGroup *m_forms;
    FormField *m_place = nullptr;
    QLineEdit *m_folder = nullptr;
    QCheckBox *m_sidecars;
    QPushButton *m_go = nullptr;
};

} // namespace fornada
