#pragma once

#include "models/queue_presets.h"
#include "models/setup_book.h"
#include "window/ui_context.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fornada {

class Banner;
class FormField;
class LimitForm;

// A queue in the making, or one that is changed: where its jobs go, its limits and its retries; a preset fills all of
// it in. Nothing changes before Save. UI thread; lives while it is open.
class QueueDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QueueDialog)
public:
    // queue empty: a new one.
    QueueDialog(const UiContext &context, const SetupBook &book, const QString &queue, QWidget *parent);

    void usePreset(const QString &id);

Q_SIGNALS:
    void saved(const QString &queue);

private:
    QWidget *makeForm();
    QWidget *makeRetries();
    QWidget *makeButtons();
    QLineEdit *makeNumber(FormField *field, const char *name);
    void fillPresets();
    void setTexts();
    void fill(const Queue &queue);
    void fill(const RetryPolicy &retry, Micros deadline);
    bool check();
    QJsonObject retries() const;
    QJsonValue alertAt() const;
    void save();
    void showRefusal(const Error &error);

    const UiContext m_context;
    const SetupBook &m_book;
    const bool m_isNew;
    QList<QueuePreset> m_presets;
    RetryPolicy m_retry; // what the form does not show stays as it was

    Banner *m_banner;
    FormField *m_nameField, *m_accountField, *m_presetField, *m_attemptsField, *m_waitField, *m_deadlineField,
        *m_ageField, *m_alertField;
    QLineEdit *m_name, *m_attempts, *m_firstWait, *m_longestWait, *m_doublings, *m_deadline, *m_age, *m_alert;
    QComboBox *m_account, *m_preset;
    QLabel *m_limitsTitle, *m_retryTitle;
    LimitForm *m_limits;
    QPushButton *m_save, *m_cancel;
};

} // namespace fornada
