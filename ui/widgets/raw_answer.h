#pragma once

#include "window/ui_context.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace fornada {

// What the provider said, word for word, when somebody wants to see it; read only then. UI thread.
class RawAnswer final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RawAnswer)
public:
    explicit RawAnswer(const UiContext &context, QWidget *parent = nullptr);
    void setAttempt(AttemptId attempt); // folds it again when it is another one

private:
    void read();

    const UiContext m_context;
    QPushButton *m_show;
    QPlainTextEdit *m_text;
    AttemptId m_attempt;
    ReadTicket m_reading;
};

} // namespace fornada
