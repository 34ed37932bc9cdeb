#pragma once

#include "model/limit_config.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QTimeEdit;

namespace fornada {

class FormField;
class Theme;

// The limits of a queue or account to fill in; an empty field is no limit. What is wrong is said beside its field.
// UI thread; part of a dialog.
class LimitForm final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LimitForm)
public:
    // Rows are counted in their queue: an account has no limit for one.
    enum class Of { Queue, Account };
    explicit LimitForm(const Theme &theme, Of of, QWidget *parent = nullptr);

    void setLimits(const LimitSet &limits);
    // As the commands take them: what is not set is null. Nothing while something is wrong.
    std::optional<QJsonObject> limits() const;
    // Marks the fields; true when all is well.
    bool check();
    // What the engine found wrong: shown beside the field that it is about. False when it is about none.
    bool showError(const Error &error);

Q_SIGNALS:
    void edited();

private:
    struct Number;
    void makeFields(const Theme &theme);
    void makeHours(const Theme &theme);
    void setTexts();
    void setHours(const LimitSet &limits);
    QJsonObject raw() const;
    QJsonValue hours() const;
    QLineEdit *number(FormField *field, const char *name);
    QComboBox *period(FormField *field, const char *name);
    QComboBox *zone(FormField *field, const char *name);

    LimitSet m_base; // what the form does not show stays as it was
    FormField *m_atOnceField, *m_rowField, *m_paceField, *m_windowField, *m_tokenField, *m_dayField, *m_gapField,
        *m_hoursField;
    QLineEdit *m_atOnce, *m_row, *m_pace, *m_burst, *m_window, *m_tokens, *m_day, *m_gap;
    QComboBox *m_pacePeriod, *m_windowPeriod, *m_tokenPeriod, *m_dayZone, *m_hoursDays, *m_hoursZone;
    QTimeEdit *m_from, *m_to;
    QCheckBox *m_hours, *m_adaptive;
};

} // namespace fornada
