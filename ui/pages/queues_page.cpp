#include "pages/queues_page.h"

#include "delegates/standing_delegate.h"
#include "dialogs/account_dialog.h"
#include "dialogs/queue_dialog.h"
#include "pages/queues_detail.h"
#include "text/format.h"
#include "widgets/column_memory.h"
#include "widgets/keep_translated.h"
#include "widgets/list_table.h"
#include "widgets/page_bar.h"
#include "widgets/size_memory.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

namespace fornada {

namespace {

constexpr int kDetailWidth = 396; // the address of a provider fits

} // namespace

QueuesPage::QueuesPage(const UiContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_book(context.link, context.reads)
    , m_queueModel(SetupModel::Of::Queues, m_book, context.pulse)
    , m_accountModel(SetupModel::Of::Accounts, m_book, context.pulse)
{
    m_queues = makeTable(m_queueModel, "queues");
    m_accounts = makeTable(m_accountModel, "accounts");
    m_firstQueue = new QPushButton;
    m_firstQueue->setObjectName(QStringLiteral("firstQueue"));
    m_firstQueue->setProperty("role", QStringLiteral("primary"));
    connect(m_firstQueue, &QPushButton::clicked, this, [this] { addQueue(); });
    m_queueStack = new QStackedWidget;
    m_queueStack->addWidget(m_queues);
    m_queueStack->addWidget(makeEmpty(m_noQueues, m_firstQueue));
    m_accountStack = new QStackedWidget;
    m_accountStack->addWidget(m_accounts);
    m_accountStack->addWidget(makeEmpty(m_noAccounts)); // its button stands above
    m_detail = new QueuesDetail(context, m_book);
    m_detail->setFixedWidth(kDetailWidth);
    auto *header = makeHeader(); // both bars; the second goes above the accounts
    auto *accountBar = new PageBar(context.theme);
    m_accountsTitle = accountBar->title();
    accountBar->row()->addStretch();
    accountBar->row()->addWidget(m_addAccount);
    auto *lower = new QWidget;
    auto *lowerColumn = new QVBoxLayout(lower);
    lowerColumn->setContentsMargins(0, 0, 0, 0);
    lowerColumn->setSpacing(0);
    lowerColumn->addWidget(accountBar);
    lowerColumn->addWidget(m_accountStack, 1);
    auto *upper = new QWidget;
    auto *upperColumn = new QVBoxLayout(upper);
    upperColumn->setContentsMargins(0, 0, 0, 0);
    upperColumn->setSpacing(0);
    upperColumn->addWidget(header);
    upperColumn->addWidget(m_queueStack, 1);
    auto *lists = new QSplitter(Qt::Vertical);
    lists->setHandleWidth(1);
    lists->setChildrenCollapsible(false);
    lists->addWidget(upper);
    lists->addWidget(lower);
    lists->setStretchFactor(0, 3);
    lists->setStretchFactor(1, 2);
    lists->setObjectName(QStringLiteral("queueParts"));
    rememberParts(lists, context.settings, QStringLiteral("queues"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(lists, 1);
    layout->addWidget(m_detail);
    setMain(m_queues);
    connect(&m_book, &SetupBook::refreshed, this, &QueuesPage::refresh);
    connect(&m_book, &SetupBook::failed, &context.commands, &CommandDesk::refused);
    connect(m_detail, &QueuesDetail::editWanted, this, &QueuesPage::editChosen);
    connect(m_detail, &QueuesDetail::changed, &m_book, &SetupBook::refresh);
    keepTranslated(this, [this] { setTexts(); });
}

QWidget *QueuesPage::makeHeader()
{
    auto *bar = new PageBar(m_context.theme);
    m_title = bar->title();
    m_count = bar->addCount();
    m_newQueue = new QPushButton;
    m_newQueue->setObjectName(QStringLiteral("newQueue"));
    m_newQueue->setIcon(m_context.theme.icon(QStringLiteral("plus")));
    m_presets = new QMenu(m_newQueue);
    m_newQueue->setProperty("role", QStringLiteral("menu"));
    m_newQueue->setMenu(m_presets);
    m_addAccount = new QPushButton;
    m_addAccount->setObjectName(QStringLiteral("addAccount"));
    m_addAccount->setIcon(m_context.theme.icon(QStringLiteral("key")));
    connect(m_addAccount, &QPushButton::clicked, this, &QueuesPage::addAccount);
    QHBoxLayout *layout = bar->row();
    layout->addStretch();
    layout->addWidget(m_newQueue);
    return bar;
}

QTableView *QueuesPage::makeTable(SetupModel &model, const char *name)
{
    auto *rows = new QSortFilterProxyModel(this);
    rows->setSourceModel(&model);
    rows->setFilterCaseSensitivity(Qt::CaseInsensitive);
    auto *table = makeListTable(m_context.theme, this);
    table->setObjectName(QString::fromLatin1(name));
    table->setModel(rows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setItemDelegateForColumn(0, new NameDelegate(m_context.theme, table));
    table->setItemDelegateForColumn(1, new StandingDelegate(m_context.theme, table));
    rememberColumns(table->horizontalHeader(), model.columns(), m_context.settings,
                    QStringLiteral("columns/%1").arg(QString::fromLatin1(name)));
    // The selection, not the current row: a list that only gets the focus is not chosen from.
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this, table] { showChosen(table); });
    whenOpened(table, [this] { editChosen(); });
    connect(table, &QWidget::customContextMenuRequested, this, [this, table](QPoint at) {
        if (table->indexAt(at).isValid())
            m_detail->popUpMenu(table->viewport()->mapToGlobal(at));
    });
    return table;
}

QWidget *QueuesPage::makeEmpty(EmptyWords &words, QPushButton *first)
{
    auto *page = new QWidget;
    page->setProperty("role", QStringLiteral("page"));
    words.title = new QLabel;
    words.title->setFont(m_context.theme.font(TextSize::Title));
    words.text = new QLabel;
    words.text->setProperty("role", QStringLiteral("muted"));
    words.text->setWordWrap(true);
    words.text->setFixedWidth(420);
    auto *layout = new QVBoxLayout(page);
    layout->addStretch();
    for (QLabel *label : {words.title, words.text}) {
        label->setAlignment(Qt::AlignCenter);
        layout->addWidget(label, 0, Qt::AlignHCenter);
    }
    if (first) {
        layout->addSpacing(space::normal);
        layout->addWidget(first, 0, Qt::AlignHCenter);
    }
    layout->addStretch();
    return page;
}

void QueuesPage::EmptyWords::set(const QString &what, const QString &why) const
{
    title->setText(what);
    text->setText(why);
    text->setFixedHeight(text->heightForWidth(text->width())); // centred, it would be cut
}

void QueuesPage::setTexts()
{
    m_title->setText(tr("Queues"));
    m_accountsTitle->setText(tr("Accounts"));
    m_newQueue->setText(tr("New queue"));
    m_addAccount->setText(tr("Add account…"));
    m_noQueues.set(tr("No queues yet"),
                   tr("Jobs wait in queues. A queue says how fast they go, how many at once and how often they are "
                      "tried again."));
    m_noAccounts.set(tr("No accounts yet"), tr("An account is where requests go: a provider, its key and its limits. "
                                               "Rehearsals need none."));
    m_firstQueue->setText(tr("Make the first queue"));
    m_queues->setAccessibleName(tr("Queues"));
    m_accounts->setAccessibleName(tr("Accounts"));
    fillPresets();
    m_queueModel.refresh();
    m_accountModel.refresh();
    for (QTableView *table : {m_queues, m_accounts})
        table->horizontalHeader()->viewport()->update();
    refresh();
}

void QueuesPage::fillPresets()
{
    m_presets->clear();
    connect(m_presets->addAction(tr("Empty")), &QAction::triggered, this, [this] { addQueue(); });
    m_presets->addSeparator();
    const QString language =
        QLocale().language() == QLocale::Portuguese ? QStringLiteral("pt_BR") : QStringLiteral("en");
    const auto presets = queuePresets(language);
    if (!presets)
        return;
    for (const QueuePreset &preset : *presets) {
        QAction *action = m_presets->addAction(preset.title);
        action->setToolTip(preset.about);
        connect(action, &QAction::triggered, this, [this, id = preset.id] { addQueue(id); });
    }
    m_presets->setToolTipsVisible(true);
}

void QueuesPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_book.refresh();
}

void QueuesPage::setSearch(const QString &text)
{
    for (QTableView *table : {m_queues, m_accounts})
        static_cast<QSortFilterProxyModel *>(table->model())->setFilterFixedString(text);
}

void QueuesPage::refresh()
{
    m_queueStack->setCurrentIndex(m_book.isLoaded() && m_book.queues().isEmpty() ? 1 : 0);
    m_accountStack->setCurrentIndex(m_book.isLoaded() && m_book.accounts().isEmpty() ? 1 : 0);
    m_count->setText(m_book.queues().isEmpty() ? QString() : countText(m_book.queues().size()));
    const bool chosen = m_queues->selectionModel()->hasSelection() || m_accounts->selectionModel()->hasSelection();
    if (!chosen && m_queues->model()->rowCount() > 0)
        m_queues->selectRow(0);
    else if (!chosen && m_accounts->model()->rowCount() > 0)
        m_accounts->selectRow(0);
    m_detail->refresh();
}

// One thing is shown at a time: choosing in one list lets go of the other.
void QueuesPage::showChosen(QTableView *table)
{
    const QModelIndexList chosen = table->selectionModel()->selectedRows();
    if (chosen.isEmpty())
        return;
    QTableView *other = table == m_queues ? m_accounts : m_queues;
    other->clearSelection();
    const QString name = chosen.first().data().toString();
    if (table == m_queues)
        m_detail->showQueue(name);
    else
        m_detail->showAccount(name);
}

bool QueuesPage::selectQueue(const QString &name)
{
    const QModelIndex row = static_cast<QSortFilterProxyModel *>(m_queues->model())
                                ->mapFromSource(m_queueModel.index(m_queueModel.rowOf(name), 0));
    if (!row.isValid())
        return false;
    m_queues->selectRow(row.row());
    showChosen(m_queues);
    return true;
}

bool QueuesPage::selectAccount(const QString &name)
{
    const QModelIndex row = static_cast<QSortFilterProxyModel *>(m_accounts->model())
                                ->mapFromSource(m_accountModel.index(m_accountModel.rowOf(name), 0));
    if (!row.isValid())
        return false;
    m_accounts->selectRow(row.row());
    showChosen(m_accounts);
    return true;
}

void QueuesPage::addQueue(const QString &preset)
{
    auto *dialog = new QueueDialog(m_context, m_book, {}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!preset.isEmpty())
        dialog->usePreset(preset);
    connect(dialog, &QueueDialog::saved, &m_book, &SetupBook::refresh);
    dialog->open();
}

void QueuesPage::addAccount()
{
    auto *dialog = new AccountDialog(m_context, m_book, {}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AccountDialog::saved, &m_book, &SetupBook::refresh);
    dialog->open();
}

void QueuesPage::editChosen()
{
    if (m_detail->name().isEmpty())
        return;
    QDialog *dialog = nullptr;
    if (m_detail->isQueue()) {
        auto *queue = new QueueDialog(m_context, m_book, m_detail->name(), this);
        connect(queue, &QueueDialog::saved, &m_book, &SetupBook::refresh);
        dialog = queue;
    } else {
        auto *account = new AccountDialog(m_context, m_book, m_detail->name(), this);
        connect(account, &AccountDialog::saved, &m_book, &SetupBook::refresh);
        dialog = account;
    }
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace fornada
