#include "widgets/backup_list.h"

#include "store/read_backups.h"
#include "text/error_text.h"
#include "text/format.h"
#include "widgets/ask_first.h"
#include "widgets/keep_translated.h"
#include "widgets/set_role.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

namespace fornada {

namespace {

constexpr int kListHeight = 150;

} // namespace

QList<BackupFacts> backupsIn(const QString &folder)
{
    QList<BackupFacts> backups;
    const QStringList files = backupFiles(folder);
    for (const QString &path : files) {
        const QFileInfo file(path);
        backups.append({path, Wall(std::chrono::milliseconds(file.lastModified().toMSecsSinceEpoch())), file.size()});
    }
    return backups;
}

QString backupText(const BackupFacts &backup, Wall now)
{
    return QStringLiteral("%1 · %2").arg(timeText(backup.made, now), bytesText(backup.bytes));
}

BackupList::BackupList(const UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_title(new QLabel)
    , m_note(new QLabel)
    , m_list(new QListWidget)
    , m_make(new QPushButton)
    , m_restore(new QPushButton)
{
    m_title->setProperty("role", QStringLiteral("section"));
    m_title->setFont(context.theme.font(TextSize::Small));
    m_note->setProperty("role", QStringLiteral("muted"));
    m_note->setFont(context.theme.font(TextSize::Small));
    m_note->setObjectName(QStringLiteral("backupNote"));
    m_note->setWordWrap(true);
    m_list->setObjectName(QStringLiteral("backups"));
    m_list->setProperty("role", QStringLiteral("boxed"));
    m_list->setFixedHeight(kListHeight);
    m_list->setAlternatingRowColors(false);
    m_make->setObjectName(QStringLiteral("backUp"));
    m_restore->setObjectName(QStringLiteral("restore"));
    m_restore->setIcon(context.theme.icon(QStringLiteral("undo")));
    m_restore->setEnabled(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::small);
    buttons->addWidget(m_make);
    buttons->addWidget(m_restore);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::tight);
    layout->addWidget(m_title);
    layout->addWidget(m_list);
    layout->addWidget(m_note);
    layout->addSpacing(space::tight);
    layout->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) { m_restore->setEnabled(row >= 0); });
    connect(m_make, &QPushButton::clicked, this, &BackupList::backUp);
    connect(m_restore, &QPushButton::clicked, this, &BackupList::restore);
    keepTranslated(this, [this] { setTexts(); });
}

void BackupList::setTexts()
{
    m_title->setText(tr("Backups"));
    m_note->setText(
        tr("One is made every day that Fornada runs; the last seven are kept. Result files are not in it."));
    m_make->setText(tr("Back up now"));
    m_restore->setText(tr("Restore…"));
    m_list->setAccessibleName(tr("Backups"));
    fill(m_backups);
}

void BackupList::refresh()
{
    const QString folder = m_context.link.dataFolder();
    m_context.reads.read<QList<BackupFacts>>(
        this,
        [folder](ReadPort &, const ReadDesk::Cancelled &) -> Result<QList<BackupFacts>> { return backupsIn(folder); },
        [this](Result<QList<BackupFacts>> backups) {
            if (backups)
                fill(*backups);
        },
        ReadDesk::Lane::Scan);
}

void BackupList::fill(const QList<BackupFacts> &backups)
{
    m_backups = backups;
    m_list->clear();
    for (const BackupFacts &backup : backups) {
        auto *item = new QListWidgetItem(backupText(backup, m_context.pulse.now()), m_list);
        item->setToolTip(backup.path);
    }
    if (backups.isEmpty()) {
        auto *item = new QListWidgetItem(tr("None yet"), m_list);
        item->setFlags(Qt::NoItemFlags);
    }
    m_restore->setEnabled(false);
}

void BackupList::backUp()
{
    m_make->setEnabled(false);
    setRole(m_note, "muted");
    m_note->setText(tr("Copying…"));
    m_context.commands.ask(QStringLiteral("backup.make"), {}, this, [this](Result<QJsonObject> reply) {
        m_make->setEnabled(true);
        setRole(m_note, reply ? "good" : "bad");
        m_note->setText(reply ? tr("Backed up to %1").arg(reply->value(QLatin1String("path")).toString())
                              : sentence(reply.error()));
        refresh();
    });
}

void BackupList::restore()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_backups.size())
        return;
    const BackupFacts backup = m_backups.at(row);
    askFirst(this, tr("Go back to the backup of %1?").arg(timeText(backup.made, m_context.pulse.now())),
             tr("Fornada ends in order, puts it in place and starts again. Batches, jobs and costs since then are not "
                "in it; the present data is set aside, not deleted, and result files stay."),
             tr("Restore and restart"), [this, path = backup.path] { Q_EMIT restoreWanted(path); });
}

} // namespace fornada
