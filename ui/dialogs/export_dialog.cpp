#include "dialogs/export_dialog.h"

#include "widgets/dialog_buttons.h"
#include "widgets/form_field.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QVBoxLayout>

namespace fornada {

namespace {
const auto kForm = QStringLiteral("export/form");
const auto kFolder = QStringLiteral("export/folder");
const auto kSidecars = QStringLiteral("export/sidecars");
constexpr int kWidth = 520;
constexpr int kIndent = 23; // beneath a radio button's text
} // namespace

ExportDialog::ExportDialog(const UiContext &context, const Batch &batch, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_forms(new QButtonGroup(this))
    , m_sidecars(new QCheckBox(tr("A JSON file beside every result, saying what it is")))
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export"));
    setMinimumWidth(kWidth);
    auto *title = new QLabel(tr("Export the results of %1").arg(batch.name));
    title->setFont(context.theme.font(TextSize::Title));
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    auto *forms = new QVBoxLayout;
    forms->setSpacing(space::small);
    addForm(*forms, ExportForm::Folder, tr("A folder"),
            tr("Every file, a table of all rows, and a page with all of it at a glance."));
    addForm(*forms, ExportForm::Zip, tr("One ZIP file"),
            tr("The same in one file; it can be checked later that nothing in it has changed."));
    addForm(*forms, ExportForm::Xlsx, tr("A workbook (XLSX)"),
            tr("One line for every result, with its row. For Excel and other spreadsheets."));
    addForm(*forms, ExportForm::Csv, tr("A table (CSV)"), tr("The same as plain text, for other programs."));
    addForm(*forms, ExportForm::AvatarQueue, tr("A queue file (avatar_queue.json)"),
            tr("Who is done and who waits, with attempts and errors, for a script that goes on with it."));
    m_sidecars->setObjectName(QStringLiteral("exportSidecars"));
    m_sidecars->setChecked(exportOrder(batch, ExportForm::Zip, nullptr).sidecars ||
                           context.settings.value(kSidecars).toBool());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::wide, space::wide, space::wide, space::normal);
    layout->setSpacing(space::normal);
    layout->addWidget(title);
    layout->addLayout(forms);
    layout->addWidget(m_sidecars);
    layout->addWidget(makeFolder());
    m_go = new QPushButton(tr("Export"));
    m_go->setObjectName(QStringLiteral("exportGo"));
    connect(m_go, &QPushButton::clicked, this, &ExportDialog::go);
    layout->addStretch(1);
    layout->addWidget(makeDialogButtons(this, m_go));
    const auto remembered = fromName<ExportForm>(context.settings.value(kForm).toString());
    m_forms->button(int(remembered.value_or(ExportForm::Zip)))->setChecked(true);
    m_forms->checkedButton()->setFocus();
    connect(m_forms, &QButtonGroup::idToggled, this, &ExportDialog::refresh);
    refresh();
}

void ExportDialog::addForm(QVBoxLayout &forms, ExportForm form, const QString &name, const QString &about)
{
    auto *choice = new QRadioButton(name);
    choice->setObjectName(QStringLiteral("export-") + toName(form));
    choice->setAccessibleDescription(about);
    m_forms->addButton(choice, int(form));
    auto *words = new QLabel(about);
    words->setWordWrap(true);
    words->setProperty("role", QStringLiteral("muted"));
    words->setContentsMargins(kIndent, 0, 0, 0);
    auto *both = new QVBoxLayout;
    both->setSpacing(0);
    both->addWidget(choice);
    both->addWidget(words);
    forms.addLayout(both);
}

QWidget *ExportDialog::makeFolder()
{
    m_place = new FormField(m_context.theme);
    m_folder = m_place->add(
        new QLineEdit(QDir::toNativeSeparators(m_context.settings.value(kFolder, QDir::homePath()).toString())), 1);
    m_folder->setObjectName(QStringLiteral("exportFolder"));
    auto *choose = m_place->add(new QPushButton(tr("Choose…")));
    m_place->setTitle(tr("Into this folder"));
    connect(choose, &QPushButton::clicked, this, &ExportDialog::chooseFolder);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportDialog::refresh);
    return m_place;
}

ExportForm ExportDialog::form() const
{
    return ExportForm(m_forms->checkedId());
}

void ExportDialog::refresh()
{
    m_sidecars->setEnabled(form() == ExportForm::Folder || form() == ExportForm::Zip);
    const bool there = QFileInfo(QDir::fromNativeSeparators(m_folder->text())).isDir();
    m_place->setError(there ? QString() : tr("There is no such folder."));
    m_go->setEnabled(there);
}

void ExportDialog::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Export into this folder"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &folder) { m_folder->setText(QDir::toNativeSeparators(folder)); });
    dialog->open();
}

void ExportDialog::go()
{
    const QString folder = QDir::fromNativeSeparators(m_folder->text());
    m_context.settings.setValue(kForm, toName(form()));
    m_context.settings.setValue(kFolder, folder);
    m_context.settings.setValue(kSidecars, m_sidecars->isChecked());
    Q_EMIT wanted(form(), folder, m_sidecars->isEnabled() && m_sidecars->isChecked());
    accept();
}

} // namespace fornada
