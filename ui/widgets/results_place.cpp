#include "widgets/results_place.h"

#include "text/error_text.h"
#include "text/format.h"
#include "widgets/ask_first.h"
#include "widgets/form_field.h"
#include "widgets/keep_translated.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace fornada {

ResultsPlace::ResultsPlace(const UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_field(new FormField(context.theme))
    , m_place(m_field->add(new QLabel, 1))
    , m_open(m_field->add(new QPushButton))
    , m_change(m_field->add(new QPushButton))
{
    m_place->setObjectName(QStringLiteral("resultsPlace"));
    m_place->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_place->setTextFormat(Qt::PlainText);
    m_place->setWordWrap(true);
    m_open->setIcon(context.theme.icon(QStringLiteral("folder")));
    m_open->setObjectName(QStringLiteral("openResults"));
    m_change->setObjectName(QStringLiteral("moveResults"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_field);
    connect(m_open, &QPushButton::clicked, this, &ResultsPlace::open);
    connect(m_change, &QPushButton::clicked, this, [this] {
        if (m_context.pulse.vitals().moving)
            m_context.commands.ask(QStringLiteral("results.stay"), {}, this, [](const Result<QJsonObject> &) {});
        else
            choose();
    });
    connect(&context.pulse, &Pulse::beat, this, &ResultsPlace::showMoving);
    keepTranslated(this, [this] { setTexts(); });
}

void ResultsPlace::setTexts()
{
    m_field->setTitle(tr("Files are written to"));
    m_open->setText(tr("Open"));
    m_open->setAccessibleName(tr("Open the results folder"));
    m_outcome.clear();
    showPlace();
    showMoving();
}

void ResultsPlace::showPlace()
{
    m_place->setText(QDir::toNativeSeparators(resultsPlace(m_context.link.dataFolder())));
}

void ResultsPlace::showMoving()
{
    const auto &moving = m_context.pulse.vitals().moving;
    m_change->setText(moving ? tr("Stop moving") : tr("Move…"));
    m_change->setAccessibleName(moving ? tr("Stop moving the results") : tr("Move the results to another folder"));
    m_change->setEnabled(moving || !m_asked);
    if (moving)
        m_field->setHint(
            tr("Moving to %1: %2 of %3 files are there. Work goes on meanwhile.")
                .arg(QDir::toNativeSeparators(moving->to), countText(moving->files), countText(moving->of)));
    else if (m_asked)
        m_field->setHint(tr("Moving…"));
    else
        m_field->setHint(m_outcome.isEmpty() ? tr("One folder for each batch. They can lie on another disk.")
                                             : m_outcome);
}

void ResultsPlace::open()
{
    const QString folder = resultsFolder(m_context.link.dataFolder());
    const bool isThere = QFileInfo::exists(folder);
    m_field->setError(isThere ? QString() : tr("The folder is not there now. It is made with the next result."));
    if (isThere)
        QDesktopServices::openUrl(QUrl::fromLocalFile(resultsPlace(m_context.link.dataFolder())));
}

void ResultsPlace::choose()
{
    auto *dialog = new QFileDialog(this, tr("Move the results to"), resultsPlace(m_context.link.dataFolder()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &ResultsPlace::moveTo);
    dialog->open();
}

void ResultsPlace::moveTo(const QString &folder)
{
    m_field->setError({});
    m_planning.cancel();
    m_planning = m_context.reads.read<MovePlan>(
        this,
        [data = m_context.link.dataFolder(), folder](ReadPort &, const ReadDesk::Cancelled &) {
            return planResultsMove(data, folder);
        },
        [this](Result<MovePlan> plan) {
            if (plan)
                ask(*plan);
            else
                m_field->setError(sentence(plan.error()));
        },
        ReadDesk::Lane::Scan);
}

void ResultsPlace::ask(const MovePlan &plan)
{
    const QString files = plan.files == 1 ? tr("one file") : tr("%1 files").arg(countText(plan.files));
    askFirst(this, tr("Move the results to %1?").arg(QDir::toNativeSeparators(plan.target)),
             tr("%1, %2. Work goes on while they are copied; the old folder is emptied when all of them are there.")
                 .arg(files, bytesText(plan.bytes)),
             tr("Move"), [this, plan] { move(plan); });
}

void ResultsPlace::move(const MovePlan &plan)
{
    m_asked = true;
    showMoving();
    m_context.commands.ask(QStringLiteral("results.move"), {{QStringLiteral("to"), plan.target}}, this,
                           [this](const Result<QJsonObject> &moved) {
                               m_asked = false;
                               const bool stopped = !moved && moved.error().kind == ErrorKind::Cancelled;
                               if (!moved && !stopped)
                                   m_field->setError(sentence(moved.error()));
                               m_outcome = moved     ? tr("All results are there.")
                                           : stopped ? tr("Stopped: the results are where they were.")
                                                     : QString();
                               showPlace();
                               showMoving();
                           });
    m_context.pulse.refresh();
}

} // namespace fornada
