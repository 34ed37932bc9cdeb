#include "widgets/result_preview.h"

#include "text/format.h"
#include "text/name_text.h"
#include "theme/theme.h"
#include "widgets/audio_player.h"
#include "widgets/keep_translated.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace fornada {

namespace {
constexpr int kSide = 260;
}

// A picture fitted into its frame, or a sentence in place of it.
class ResultPreview::Picture final : public QWidget {
public:
    Picture(const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(kSide);
    }
    void setImage(const QImage &image)
    {
        m_image = QPixmap::fromImage(image);
        m_sentence.clear();
        update();
    }
    void setSentence(const QString &sentence, const QString &icon)
    {
        m_image = {};
        m_sentence = sentence;
        m_icon = icon;
        update();
    }

    const QString &sentence() const { return m_sentence; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours &c = m_theme.colours();
        QPainter painter(this);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        painter.setPen(c.border);
        painter.setBrush(c.raised);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        if (!m_image.isNull()) {
            const QSizeF size = QSizeF(m_image.size()).scaled(QSizeF(width() - 12, height() - 12), Qt::KeepAspectRatio);
            QRectF at({}, size);
            at.moveCenter(QRectF(rect()).center());
            painter.drawPixmap(at, m_image, m_image.rect());
            return;
        }
        if (!m_icon.isEmpty()) {
            const QPixmap icon = Theme::tinted(m_icon, QSize(32, 32), devicePixelRatioF(), c.faint, c.raised);
            painter.drawPixmap(QPointF(width() / 2.0 - 16, height() / 2.0 - 34), icon);
        }
        painter.setPen(c.muted);
        painter.drawText(rect().adjusted(16, height() / 2 + 6, -16, -6), Qt::AlignHCenter | Qt::TextWordWrap,
                         m_sentence);
    }

private:
    const Theme &m_theme;
    QPixmap m_image;
    QString m_sentence, m_icon;
};

ResultPreview::ResultPreview(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_picture(new Picture(theme, this))
    , m_text(new QPlainTextEdit)
    , m_open(new QPushButton)
    , m_folder(new QPushButton)
    , m_copy(new QPushButton)
    , m_layout(new QVBoxLayout(this))
{
    auto *layout = m_layout;
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    m_text->setReadOnly(true);
    m_text->setProperty("role", QStringLiteral("reading"));
    m_text->setFixedHeight(kSide);
    layout->addWidget(m_picture);
    layout->addWidget(m_text);
    m_files = makeFileButtons();
    layout->addWidget(m_files);
    keepTranslated(this, [this] {
        m_open->setText(tr("Open file"));
        m_folder->setAccessibleName(tr("Folder"));
        m_folder->setToolTip(tr("Open the folder that holds the file"));
        m_copy->setToolTip(tr("Copy path"));
        m_copy->setAccessibleName(tr("Copy path"));
        m_text->setAccessibleName(tr("Text of the result"));
        m_picture->setAccessibleName(tr("Picture of the result"));
    });
}

QWidget *ResultPreview::makeFileButtons()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::tight);
    for (const auto &[button, icon] :
         {std::pair(m_open, "open"), std::pair(m_folder, "folder"), std::pair(m_copy, "copy")}) {
        button->setIcon(m_theme.icon(QString::fromLatin1(icon)));
        layout->addWidget(button);
    }
    layout->addStretch();
    connect(m_open, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_path)); });
    connect(m_folder, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_path).absolutePath())); });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(m_path)); });
    return row;
}

// The machine's sound is only looked for when there is something to hear.
void ResultPreview::showAudio(const QString &path)
{
    if (!m_audio) {
        m_audio = new AudioPlayer(m_theme);
        m_layout->insertWidget(0, m_audio);
    }
    m_audio->setFile(path);
}

void ResultPreview::setResults(const QList<ResultItem> &items, const QString &folder)
{
    const auto picked = std::find_if(items.cbegin(), items.cend(), [](const ResultItem &item) { return item.picked; });
    if (picked == items.cend()) {
        m_shown = {};
        m_loader.cancel();
        if (m_audio)
            m_audio->stop();
        return;
    }
    if (picked->id == m_shown)
        return;
    m_shown = picked->id;
    m_loader.cancel();
    m_picture->setSentence({}, {}); // under the next name nobody is to see the last picture
    m_path = picked->path.isEmpty() ? QString() : folder + QLatin1Char('/') + picked->path;
    const bool asText = picked->path.isEmpty();
    m_text->setVisible(asText);
    const bool asSound = !asText && picked->kind == OutputKind::Audio;
    m_picture->setVisible(!asText && !asSound);
    m_files->setVisible(!asText);
    if (asSound)
        showAudio(m_path);
    if (m_audio)
        m_audio->setVisible(asSound);
    if (asText)
        m_text->setPlainText(picked->text);
    else if (picked->kind == OutputKind::Image)
        showImage(m_path);
    else if (!asSound)
        m_picture->setSentence(QStringLiteral("%1\n%2").arg(picked->mime, bytesText(picked->bytes)),
                               QStringLiteral("text"));
    m_open->setToolTip(tipText(m_path));
}

QString ResultPreview::sentence() const
{
    return m_picture->sentence();
}

void ResultPreview::showImage(const QString &path)
{
    const QSize box = QSize(kSide * 2, kSide) * devicePixelRatioF();
    m_loader.load(path, box, [this, path](const QImage &image) {
        if (!image.isNull())
            m_picture->setImage(image);
        else
            m_picture->setSentence(
                QFileInfo::exists(path)
                    ? tr("This picture cannot be shown: the file is damaged or of a kind that is not known here.")
                    : tr("The file is not there any more. It was moved or deleted after it was saved."),
                QStringLiteral("image"));
    });
}

} // namespace fornada
