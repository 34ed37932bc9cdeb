#pragma once

#include "models/read_desk.h"
#include "results/results_folder.h"
#include "window/ui_context.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace fornada {

class FormField;

// Where results lie, and the way to have them elsewhere: asks first, then tells how far it is; work goes on meanwhile.
// UI thread; owned by the settings page.
class ResultsPlace final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResultsPlace)
public:
    explicit ResultsPlace(const UiContext &context, QWidget *parent = nullptr);

    // As if the folder had been chosen.
    void moveTo(const QString &folder);

private:
    void setTexts();
    void showPlace();
    void open();
    void choose();
    void ask(const MovePlan &plan);
    void move(const MovePlan &plan);
    void showMoving();

    const UiContext m_context;
    FormField *m_field;
    QLabel *m_place;
    QPushButton *m_open, *m_change;
    ReadTicket m_planning;
    bool m_asked = false; // this window's move is under way
    QString m_outcome;    // of the last one
};

} // namespace fornada
