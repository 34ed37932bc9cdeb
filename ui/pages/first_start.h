#pragma once

#include "window/ui_context.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace fornada {

// What somebody sees who has no batch yet: three ways to begin, one of which works at once. UI thread.
class FirstStart final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FirstStart)
public:
    explicit FirstStart(const UiContext &context, QWidget *parent = nullptr);

Q_SIGNALS:
    void sampleStarted(fornada::BatchId batch);
    void spreadsheetWanted();
    void accountWanted();

private:
    QWidget *makeChoice(const QString &icon, QLabel *title, QLabel *text, QPushButton *button);
    void startSample();

    const UiContext m_context;
    QPushButton *m_try;
};

} // namespace fornada
