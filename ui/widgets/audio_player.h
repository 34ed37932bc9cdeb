#pragma once

#include <QWidget>

class QAudioOutput;
class QLabel;
class QMediaPlayer;
class QPushButton;

namespace fornada {

class SeekBar;
class Theme;

// Plays one sound file: play, pause, a place to jump to. Made when the first sound is shown, because the machine's
// sound is only looked for then; without any it says so and stays quiet. UI thread.
class AudioPlayer final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AudioPlayer)
public:
    explicit AudioPlayer(const Theme &theme, QWidget *parent = nullptr);
    void setFile(const QString &path);
    void stop();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void makePlayer();
    void toggle();
    void refresh();

    const Theme &m_theme;
    QMediaPlayer *m_player = nullptr; // none without a device
    QAudioOutput *m_output = nullptr;
    QPushButton *m_play;
    SeekBar *m_place;
    QLabel *m_time, *m_said;
    QString m_path;
    bool m_broken = false; // this file cannot be played
};

} // namespace fornada
