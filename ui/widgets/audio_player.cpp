#include "widgets/audio_player.h"

#include "theme/theme.h"
#include "widgets/keep_translated.h"
#include "widgets/seek_bar.h"

#include <QAudioDevice>
#include <QAudioOutput>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMediaDevices>
#include <QMediaPlayer>
#include <QPushButton>
#include <QUrl>

namespace fornada {

namespace {

QString clockText(qint64 milliseconds)
{
    const qint64 seconds = milliseconds / 1000;
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

AudioPlayer::AudioPlayer(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_play(new QPushButton)
    , m_place(new SeekBar)
    , m_time(new QLabel)
    , m_said(new QLabel)
{
    setObjectName(QStringLiteral("audioPlayer"));
    m_play->setIcon(theme.icon(QStringLiteral("play")));
    m_play->setFixedWidth(40);
    m_time->setFont(theme.numbers(TextSize::Small));
    m_time->setProperty("role", QStringLiteral("muted"));
    m_said->setProperty("role", QStringLiteral("muted"));
    m_said->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    row->addWidget(m_play);
    row->addWidget(m_place, 1);
    row->addWidget(m_time);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(m_said);
    connect(m_play, &QPushButton::clicked, this, &AudioPlayer::toggle);
    keepTranslated(this, [this] {
        m_play->setAccessibleName(tr("Play or pause"));
        m_place->setAccessibleName(tr("Place in the recording"));
        refresh();
    });
}

void AudioPlayer::makePlayer()
{
    if (m_player || QMediaDevices::audioOutputs().isEmpty())
        return;
    m_player = new QMediaPlayer(this);
    m_output = new QAudioOutput(this);
    m_player->setAudioOutput(m_output);
    connect(m_player, &QMediaPlayer::positionChanged, this, &AudioPlayer::refresh);
    connect(m_player, &QMediaPlayer::durationChanged, this, &AudioPlayer::refresh);
    connect(m_player, &QMediaPlayer::playbackStateChanged, this, &AudioPlayer::refresh);
    connect(m_player, &QMediaPlayer::errorOccurred, this, [this] {
        m_broken = true;
        refresh();
    });
    connect(m_place, &SeekBar::sought, m_player, &QMediaPlayer::setPosition);
}

void AudioPlayer::setFile(const QString &path)
{
    if (path == m_path)
        return;
    stop();
    m_path = path;
    m_broken = false;
    makePlayer();
    if (m_player)
        m_player->setSource(QUrl::fromLocalFile(path));
    refresh();
}

void AudioPlayer::stop()
{
    if (m_player)
        m_player->stop();
}

void AudioPlayer::toggle()
{
    if (m_player->playbackState() == QMediaPlayer::PlayingState)
        m_player->pause();
    else
        m_player->play();
}

void AudioPlayer::refresh()
{
    const bool gone = !m_path.isEmpty() && !QFileInfo::exists(m_path);
    const bool usable = m_player && !m_broken && !gone;
    m_play->setEnabled(usable);
    m_place->setEnabled(usable);
    m_said->setVisible(!usable);
    m_said->setText(gone        ? tr("The file is not there any more.")
                    : !m_player ? tr("No audio device here. The file can be opened or copied.")
                                : tr("This recording cannot be played here. The file can be opened or copied."));
    if (!m_player)
        return;
    const bool playing = m_player->playbackState() == QMediaPlayer::PlayingState;
    m_play->setIcon(m_theme.icon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
    m_time->setText(QStringLiteral("%1 / %2").arg(clockText(m_player->position()), clockText(m_player->duration())));
    if (!m_place->isSliderDown()) {
        m_place->setMaximum(int(m_player->duration()));
        m_place->setValue(int(m_player->position()));
    }
}

void AudioPlayer::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    stop();
}

} // namespace fornada
