#include "dialogs/new_batch.h"

#include "intake/samples.h"
#include "models/draft_preview.h"
#include "text/error_text.h"
#include "widgets/banner.h"
#include "widgets/parameter_form.h"
#include "widgets/part_form.h"

#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QUuid>

// Where the rows of a new batch come from.
namespace fornada {

QWidget *NewBatch::makeSource()
{
    auto *card = new QFrame;
    card->setProperty("role", QStringLiteral("card"));
    m_source = new QLabel;
    m_source->setWordWrap(true);
    m_source->setTextFormat(Qt::PlainText);
    m_choose = new QPushButton;
    m_choose->setIcon(m_context.theme.icon(QStringLiteral("spreadsheet")));
    m_choose->setObjectName(QStringLiteral("choose"));
    m_paste = new QPushButton;
    m_paste->setIcon(m_context.theme.icon(QStringLiteral("paste")));
    m_paste->setObjectName(QStringLiteral("paste"));
    m_folder = new QPushButton;
    m_folder->setIcon(m_context.theme.icon(QStringLiteral("folder")));
    m_folder->setObjectName(QStringLiteral("chooseFolder"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::small);
    buttons->addWidget(m_choose);
    buttons->addWidget(m_folder);
    buttons->addWidget(m_paste);
    buttons->addStretch();
    m_sample = new QPushButton;
    m_sample->setObjectName(QStringLiteral("sampleRows"));
    m_sample->setProperty("role", QStringLiteral("link"));
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::normal, space::normal, space::normal, space::normal);
    layout->setSpacing(space::small);
    layout->addWidget(m_source);
    layout->addLayout(buttons);
    layout->addWidget(m_sample, 0, Qt::AlignLeft);
    connect(m_sample, &QPushButton::clicked, this, &NewBatch::takeSample);
    connect(m_choose, &QPushButton::clicked, this, &NewBatch::chooseFile);
    connect(m_folder, &QPushButton::clicked, this, &NewBatch::chooseFolder);
    return card;
}

void NewBatch::connectSource()
{
    connect(m_part, &PartForm::sheetChosen, this, [this](const QString &sheet) {
        m_place.sheet = sheet;
        preview();
    });
    connect(m_part, &PartForm::queryChosen, this, [this](const QString &query, bool typed) {
        m_place.query = query;
        if (typed)
            m_typing.start();
        else
            preview();
    });
    connect(m_parameters, &ParameterForm::edited, this, [this] { m_typing.start(); });
}

void NewBatch::chooseFile()
{
    openChooser(false);
}

void NewBatch::chooseFolder()
{
    openChooser(true);
}

// Beside the data: jobs read their files from there.
void NewBatch::takeSample()
{
    const QString recipe = m_recipe->currentData().toString();
    const QString folder = m_context.link.dataFolder() + QStringLiteral("/samples/") + recipe;
    m_context.reads.read<QString>(
        this, [recipe, folder](ReadPort &, const ReadDesk::Cancelled &) { return writeSample(recipe, folder); },
        [this](Result<QString> rows) {
            if (rows)
                setFile(*rows);
            else if (rows.error().kind == ErrorKind::NotFound)
                m_banner->tell(Banner::Kind::Warning, tr("There are no sample rows for a recipe of your own."));
            else
                m_banner->tell(Banner::Kind::Bad, sentence(rows.error()));
        });
}

void NewBatch::openChooser(bool folder)
{
    auto *dialog =
        new QFileDialog(this, folder ? tr("Choose a folder whose files are the rows") : tr("Choose the rows"),
                        m_context.settings.value(QStringLiteral("newBatch/folder"), QDir::homePath()).toString());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    if (!folder)
        dialog->setNameFilters(
            {tr("All kinds of rows (%1)")
                 .arg(QStringLiteral("*.csv *.tsv *.txt *.xlsx *.json *.jsonl *.ndjson *.sqlite *.sqlite3 *.db")),
             tr("Spreadsheets (%1)").arg(QStringLiteral("*.xlsx *.csv *.tsv *.txt")),
             tr("JSON (%1)").arg(QStringLiteral("*.json *.jsonl *.ndjson")),
             tr("SQLite databases (%1)").arg(QStringLiteral("*.sqlite *.sqlite3 *.db")),
             tr("All files (%1)").arg(QStringLiteral("*"))});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_context.settings.setValue(QStringLiteral("newBatch/folder"), QFileInfo(path).absolutePath());
        setFile(path);
    });
    dialog->open();
}

void NewBatch::setFile(const QString &path)
{
    m_place = {QDir::cleanPath(path), {}, {}};
    m_banner->hide();
    if (!m_named)
        m_name->setText(path == m_pasted ? tr("Pasted rows") : QFileInfo(m_place.path).completeBaseName().left(200));
    preview();
}

// Rows copied from a spreadsheet or a JSON text: the engine reads them from a file like any other.
void NewBatch::paste(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty()) {
        m_banner->tell(Banner::Kind::Warning,
                       tr("There is no text to paste. Copy some rows first, with their header."));
        return;
    }
    const bool json = trimmed.startsWith(QLatin1Char('[')) || trimmed.startsWith(QLatin1Char('{'));
    if (!m_pasted.isEmpty())
        QFile::remove(m_pasted);
    m_pasted = QDir::tempPath() + QStringLiteral("/fornada-%1.%2")
                                      .arg(QUuid::createUuid().toString(QUuid::WithoutBraces),
                                           json ? QStringLiteral("json") : QStringLiteral("csv"));
    QFile file(m_pasted);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0) {
        m_banner->tell(Banner::Kind::Bad, sentence(Error{ErrorKind::FileUnwritable, m_pasted, file.errorString()}));
        return;
    }
    file.close();
    setFile(m_pasted);
}

void NewBatch::showSource()
{
    const DraftPreview &preview = m_rows->preview();
    const QString &path = m_place.path;
    const QString name = QFileInfo(path).fileName();
    m_source->setText(path.isEmpty()     ? tr("Drop a spreadsheet, a JSON file, a database or a folder here, choose "
                                                  "one, or paste rows.")
                      : path == m_pasted ? tr("pasted rows")
                      : QFileInfo(path).isDir() ? tr("folder %1").arg(name)
                                                : name);
    const bool parts = preview.place.path == path && preview.parts.kind != RowParts::Kind::None;
    m_partTitle->setVisible(parts);
    m_part->setVisible(parts);
    if (!parts)
        return;
    m_partTitle->setText(preview.parts.kind == RowParts::Kind::Sheets ? tr("Sheet") : tr("Table"));
    m_part->show(preview.parts, preview.place);
}

void NewBatch::dragEnterEvent(QDragEnterEvent *event)
{
    if (canTake(*event->mimeData()))
        event->acceptProposedAction();
}

void NewBatch::dropEvent(QDropEvent *event)
{
    take(*event->mimeData());
    event->acceptProposedAction();
}

bool NewBatch::canTake(const QMimeData &dropped)
{
    return dropped.hasText() || dropped.hasUrls();
}

// The names of several files are also a text, but never rows that somebody wants.
void NewBatch::take(const QMimeData &dropped)
{
    const QList<QUrl> urls = dropped.urls();
    if (urls.size() > 1)
        m_banner->tell(Banner::Kind::Warning,
                       tr("One file or one folder at a time. Put the files into one folder, and drop that."));
    else if (urls.size() == 1 && urls.first().isLocalFile())
        setFile(urls.first().toLocalFile());
    else
        paste(dropped.text());
}

} // namespace fornada
