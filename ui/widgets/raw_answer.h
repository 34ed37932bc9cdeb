#pragma once

#include "window/ui_context.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace fornada {

// What the provider said, word for word, when somebody wants to see it; read only then. UI thread.
class RawAnswer final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RawAnswer)
public:
    explicit RawAnswer(const UiContext &context, QWidget *parent = nullptr);
    void setAttempts(const QList<Attempt> &attempts); // of one job; folds it again when they are others

private:
    void read();
    void nameAttempts();
    void fold();
    AttemptId chosen() const;

    const UiContext m_context;
    QComboBox *m_attempt; // of which one, where there are several
    QPushButton *m_show;
    QPlainTextEdit *m_text;
    ReadTicket m_reading;
};

} // namespace fornada
