#include "pages/activity_page.h"

#include "delegates/event_delegate.h"
#include "models/batch_model.h"
#include "widgets/column_memory.h"
#include "widgets/keep_translated.h"
#include "widgets/list_table.h"
#include "widgets/page_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>

namespace fornada {

namespace {

constexpr std::chrono::milliseconds kTypingPause(200);
constexpr std::chrono::milliseconds kCoalesce(500);
const auto kKind = QStringLiteral("activity/kind");

} // namespace

ActivityPage::ActivityPage(const UiContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_model(new ActivityModel(
          context.reads, [&pulse = context.pulse] { return pulse.now(); }, this))
    , m_stack(new QStackedWidget)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    makeTable();
    m_nothing = new QLabel;
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setProperty("role", QStringLiteral("muted"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_nothing);
    layout->addWidget(m_stack, 1);
    setMain(m_table);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPause);
    m_coalesce.setSingleShot(true);
    m_coalesce.setInterval(kCoalesce);
    const auto filter = [this] { m_model->setFilter(ActivityKind(m_kind->currentIndex()), m_text); };
    connect(&m_typing, &QTimer::timeout, this, filter);
    connect(m_kind, &QComboBox::activated, this, filter);
    connect(m_kind, &QComboBox::activated, this, [this](int kind) { m_context.settings.setValue(kKind, kind); });
    connect(&m_coalesce, &QTimer::timeout, m_model, &ActivityModel::refresh);
    connect(m_model, &ActivityModel::loaded, this, &ActivityPage::showState);
    connect(m_model, &ActivityModel::failed, &context.commands, &CommandDesk::refused);
    // Whatever changes may have been written down too; nobody reads it while the page is hidden.
    const auto again = [this] {
        if (isVisible() && !m_coalesce.isActive())
            m_coalesce.start();
    };
    connect(&context.link, &EngineLink::changed, this, again);
    connect(&context.link, &EngineLink::notified, this, again);
    connect(&context.commands, &CommandDesk::done, this, again);
    keepTranslated(this, [this] { setTexts(); });
}

QWidget *ActivityPage::makeHeader()
{
    auto *bar = new PageBar(m_context.theme);
    m_title = bar->title();
    m_undo = new QPushButton;
    m_undo->setObjectName(QStringLiteral("undoRow"));
    m_undo->setIcon(m_context.theme.icon(QStringLiteral("undo")));
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (const ActivityRow *row = current(); row && row->canUndo)
            Q_EMIT undoWanted(row->operation);
    });
    m_kind = new QComboBox;
    m_kind->setObjectName(QStringLiteral("activityKind"));
    m_kind->addItems({{}, {}, {}, {}});
    m_kind->setCurrentIndex(std::clamp(m_context.settings.value(kKind).toInt(), 0, m_kind->count() - 1));
    QHBoxLayout *layout = bar->row();
    layout->addStretch();
    layout->addWidget(m_undo);
    layout->addWidget(m_kind);
    return bar;
}

void ActivityPage::makeTable()
{
    m_table = makeListTable(m_context.theme, this);
    m_table->setObjectName(QStringLiteral("activity"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(ActivityModel::columnOf("words"), new EventDelegate(m_context.theme, m_table));
    rememberColumns(m_table->horizontalHeader(), ActivityModel::columns(), m_context.settings,
                    QStringLiteral("columns/activity"));
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ActivityPage::showState);
    whenOpened(m_table, [this] { openCurrent(); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &ActivityPage::showMenu);
}

void ActivityPage::setTexts()
{
    m_title->setText(tr("Activity"));
    m_undo->setText(tr("Undo this"));
    m_undo->setToolTip(tr("Put the selected action back; what was sent stays sent"));
    const QStringList kinds{tr("Everything"), tr("What was done"), tr("What happened"), tr("What needed you")};
    for (int i = 0; i < kinds.size(); ++i)
        m_kind->setItemText(i, kinds.at(i));
    m_kind->setAccessibleName(tr("Show these entries"));
    m_table->setAccessibleName(tr("Activity"));
    if (isVisible())
        m_model->setFilter(ActivityKind(m_kind->currentIndex()), m_text); // its words are made where it is read
    showState();
}

void ActivityPage::showState()
{
    const bool filtered = !m_text.isEmpty() || m_kind->currentIndex() > 0;
    m_nothing->setText(filtered ? tr("Nothing matches.")
                                : tr("Nothing has happened yet. What you do and what happens is listed here."));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    const ActivityRow *row = current();
    m_undo->setEnabled(row && row->canUndo);
}

const ActivityRow *ActivityPage::current() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : m_model->row(rows.first().row());
}

void ActivityPage::openCurrent()
{
    if (const ActivityRow *row = current(); row && m_context.batches.batch(row->batch))
        Q_EMIT batchWanted(row->batch);
}

void ActivityPage::showMenu(QPoint at)
{
    const ActivityRow *row = current();
    if (!row)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *show = menu->addAction(tr("Show the batch"), this, &ActivityPage::openCurrent);
    show->setEnabled(m_context.batches.batch(row->batch) != nullptr);
    QAction *undo = menu->addAction(tr("Undo this"), m_undo, &QPushButton::click);
    undo->setEnabled(row->canUndo);
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void ActivityPage::setSearch(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_typing.start();
}

QHeaderView *ActivityPage::header() const
{
    return m_table->horizontalHeader();
}

QString ActivityPage::copyText() const
{
    const ActivityRow *row = current();
    return row ? row->words : QString();
}

void ActivityPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_model->setFilter(ActivityKind(m_kind->currentIndex()), m_text);
}

} // namespace fornada
