#pragma once

#include "model/job.h"
#include "widgets/image_loader.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace fornada {

class Theme;

// A result to look at: picture, text, or what kind of file it is and a button to open it. UI thread.
class ResultPreview final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResultPreview)
public:
    explicit ResultPreview(const Theme &theme, QWidget *parent = nullptr);
    // folder is the one of results; without items it shows nothing at all.
    void setResults(const QList<ResultItem> &items, const QString &folder);

private:
    class Picture;

    void showImage(const QString &path);

    const Theme &m_theme;
    ImageLoader m_loader;
    Picture *m_picture;
    QPlainTextEdit *m_text;
    QPushButton *m_open;
    QString m_path;
    ResultId m_shown;
};

} // namespace fornada
