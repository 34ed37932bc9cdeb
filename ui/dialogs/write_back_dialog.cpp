#include "dialogs/write_back_dialog.h"

#include "text/error_text.h"
#include "widgets/dialog_buttons.h"
#include "widgets/form_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

namespace fornada {

namespace {

const auto kDatabase = QStringLiteral("writeBack/database");
constexpr int kWidth = 520;

// Keeps what is chosen where the new list has it too; else the wish, else the first.
void fill(QComboBox &box, const QStringList &names, const QString &wish = {})
{
    const QString chosen = box.currentText();
    box.clear();
    box.addItems(names);
    const int there = box.findText(chosen);
    box.setCurrentIndex(std::max(0, there >= 0 && !chosen.isEmpty() ? there : box.findText(wish)));
}

} // namespace

WriteBackDialog::WriteBackDialog(const UiContext &context, const Batch &batch, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_batch(batch.id)
    , m_kept(batch.writeBack)
    , m_place(new FormField(context.theme))
    , m_database(new QLineEdit)
{
    setObjectName(QStringLiteral("writeBackDialog"));
    setWindowTitle(tr("Write back"));
    setMinimumWidth(kWidth);
    auto *title = new QLabel(tr("Write the results of “%1” into a table").arg(batch.name));
    title->setFont(context.theme.font(TextSize::Title));
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    auto *about =
        new QLabel(tr("Each result goes beside its row: a text as it is, a picture or sound as the path of "
                      "its file. All of it is written, or nothing; the rest of the database stays as it is."));
    about->setWordWrap(true);
    about->setProperty("role", QStringLiteral("muted"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::wide, space::wide, space::wide, space::normal);
    layout->setSpacing(space::normal);
    layout->addWidget(title);
    layout->addWidget(about);
    makeForm(*layout);
    m_always = new QCheckBox(tr("Do it by itself, too, whenever this batch has finished"));
    m_always->setObjectName(QStringLiteral("writeBackAlways"));
    m_always->setChecked(!m_kept.isEmpty());
    layout->addWidget(m_always);
    m_go = new QPushButton(tr("Write back"));
    m_go->setObjectName(QStringLiteral("writeBackGo"));
    connect(m_go, &QPushButton::clicked, this, &WriteBackDialog::go);
    layout->addStretch(1);
    layout->addWidget(makeDialogButtons(this, m_go));
    readBatch(batch.id);
    const auto kept = m_kept.isEmpty() ? Result<WriteBackOrder>(WriteBackOrder()) : writeBackOrder(m_kept);
    const QString database =
        kept && !kept->database.isEmpty() ? kept->database : context.settings.value(kDatabase).toString();
    m_database->setText(QDir::toNativeSeparators(database));
    refresh();
}

QComboBox *WriteBackDialog::addChoice(const QString &name, const QString &title, QLayout &layout)
{
    auto *field = new FormField(m_context.theme);
    auto *box = field->add(new QComboBox, 1);
    box->setObjectName(name);
    field->setTitle(title);
    layout.addWidget(field);
    connect(box, &QComboBox::currentIndexChanged, this, &WriteBackDialog::refresh);
    return box;
}

void WriteBackDialog::makeForm(QLayout &layout)
{
    m_place->add(m_database, 1);
    m_database->setObjectName(QStringLiteral("writeBackDatabase"));
    auto *choose = m_place->add(new QPushButton(tr("Choose…")));
    m_place->setTitle(tr("SQLite database"));
    layout.addWidget(m_place);
    m_table = addChoice(QStringLiteral("writeBackTable"), tr("Table"), layout);
    m_field = addChoice(QStringLiteral("writeBackField"), tr("The row's field"), layout);
    m_key = addChoice(QStringLiteral("writeBackKey"), tr("is the same as the table's column"), layout);
    m_column = addChoice(QStringLiteral("writeBackColumn"), tr("Results go into the column"), layout);
    m_step = addChoice(QStringLiteral("writeBackStep"), tr("Results of the step"), layout);
    connect(choose, &QPushButton::clicked, this, &WriteBackDialog::chooseFile);
    connect(m_database, &QLineEdit::textChanged, this, &WriteBackDialog::readDatabase);
    connect(m_table, &QComboBox::currentIndexChanged, this, &WriteBackDialog::fillColumns);
}

void WriteBackDialog::readBatch(BatchId batch)
{
    m_context.reads.read<QStringList>(
        this, [batch](ReadPort &port, const ReadDesk::Cancelled &) { return port.fieldNames(batch, Reader::kAll); },
        [this](Result<QStringList> fields) {
            fill(*m_field, fields ? *fields : QStringList(), m_key->currentText());
            refresh();
        },
        ReadDesk::Lane::Scan);
    m_context.reads.read<QJsonObject>(
        this, [batch](ReadPort &port, const ReadDesk::Cancelled &) { return port.recipeSnapshot(batch); },
        [this](Result<QJsonObject> recipe) {
            QStringList steps;
            const QJsonArray all = recipe ? recipe->value(QLatin1String("steps")).toArray() : QJsonArray();
            for (const QJsonValue &step : all)
                steps.append(step[QLatin1String("id")].toString());
            fill(*m_step, steps);
            m_step->parentWidget()->setVisible(steps.size() > 1);
            refresh();
        });
}

void WriteBackDialog::readDatabase()
{
    const QString path = QDir::fromNativeSeparators(m_database->text());
    m_reading.cancel();
    m_tables.clear();
    m_table->clear();
    m_place->setError({});
    if (path.isEmpty())
        return;
    m_reading = m_context.reads.read<QList<TableShape>>(
        this, [path](ReadPort &, const ReadDesk::Cancelled &) { return tablesOf(path); },
        [this](Result<QList<TableShape>> tables) {
            if (!tables) {
                m_place->setError(sentence(tables.error()));
                return;
            }
            m_tables = *tables;
            QStringList names;
            for (const TableShape &table : std::as_const(m_tables))
                names.append(table.name);
            fill(*m_table, names);
            m_place->setError(names.isEmpty() ? tr("This database has no table.") : QString());
        },
        ReadDesk::Lane::Scan);
}

void WriteBackDialog::fillColumns()
{
    const QStringList columns = m_tables.value(m_table->currentIndex()).columns;
    fill(*m_key, columns, m_field->currentText());
    fill(*m_column, columns, columns.value(columns.size() - 1));
    refresh();
}

void WriteBackDialog::refresh()
{
    if (!m_go)
        return; // still being made
    const bool isWhole = !m_table->currentText().isEmpty() && !m_field->currentText().isEmpty() &&
                         !m_key->currentText().isEmpty() && !m_column->currentText().isEmpty();
    m_go->setEnabled(isWhole && m_key->currentText() != m_column->currentText());
}

void WriteBackDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose the database"), m_database->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { m_database->setText(QDir::toNativeSeparators(path)); });
    dialog->open();
}

void WriteBackDialog::keep(const WriteBackOrder &order)
{
    const QJsonObject wished = m_always->isChecked() ? toJson(order) : QJsonObject();
    if (wished != m_kept)
        m_context.commands.run(QStringLiteral("batch.set"),
                               {{QStringLiteral("batch"), m_batch.value}, {QStringLiteral("writeBack"), wished}});
}

void WriteBackDialog::go()
{
    WriteBackOrder order;
    order.database = QDir::fromNativeSeparators(m_database->text());
    order.table = m_table->currentText();
    order.key = m_key->currentText();
    order.field = m_field->currentText();
    order.column = m_column->currentText();
    order.step = m_step->currentText();
    m_context.settings.setValue(kDatabase, order.database);
    keep(order);
    Q_EMIT wanted(order);
    accept();
}

} // namespace fornada
