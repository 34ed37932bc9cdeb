#pragma once

#include "engine/control_facts.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace fornada {

class Theme;

// What a crash or a power cut left behind, told once at the next start, before anything is sent again. UI thread.
class CrashCard final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CrashCard)
public:
    explicit CrashCard(const Theme &theme, QWidget *parent = nullptr);
    void tell(const RecoveryCard &card);
    QString text() const;

Q_SIGNALS:
    void resumeWanted();
    void pauseWanted(); // stay paused; the card goes
    void lookWanted();

private:
    void setTexts();

    RecoveryCard m_card;
    QLabel *m_title, *m_text;
    QPushButton *m_resume, *m_pause, *m_look;
};

} // namespace fornada
