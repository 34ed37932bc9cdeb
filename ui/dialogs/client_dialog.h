#pragma once

#include "model/client.h"
#include "window/ui_context.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace fornada {

class Banner;
class FormField;

// What one client may have. An empty entry means that it is not limited. UI thread; lives while it is open.
class ClientDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientDialog)
public:
    // A client without a name is a new one.
    ClientDialog(const UiContext &context, const Client &client, QWidget *parent);

Q_SIGNALS:
    void saved();

private:
    struct Entry {
        Operation operation;
        FormField *field;
        QLineEdit *editor;
    };
    QWidget *makeCredits();
    void check();
    void save();

    const UiContext m_context;
    const Client m_client;
    Banner *m_banner;
    FormField *m_nameField, *m_budgetField;
    QLineEdit *m_name, *m_budget;
    QList<Entry> m_credits;
    QPushButton *m_save;
};

} // namespace fornada
