#pragma once

#include "model/job.h"
#include "widgets/image_loader.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace fornada {

class AudioPlayer;
class Theme;

// A result to look at: picture, text, or what kind of file it is and a button to open it. UI thread.
class ResultPreview final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResultPreview)
public:
    explicit ResultPreview(const Theme &theme, QWidget *parent = nullptr);
    // folder is the one of results; without items it shows nothing at all.
    void setResults(const QList<ResultItem> &items, const QString &folder);
    // What is said in place of a picture; empty while there is one, or it is being read.
    QString sentence() const;

private:
    class Picture;

    QWidget *makeFileButtons();
    void showImage(const QString &path);
    void showAudio(const QString &path);

    const Theme &m_theme;
    ImageLoader m_loader;
    Picture *m_picture;
    QPlainTextEdit *m_text;
    AudioPlayer *m_audio = nullptr; // made for the first sound
    QWidget *m_files;
    QPushButton *m_open, *m_folder, *m_copy;
    QVBoxLayout *m_layout;
    QString m_path;
    ResultId m_shown;
};

} // namespace fornada
