#include "widgets/client_list.h"

#include "delegates/row_delegate.h"
#include "dialogs/client_dialog.h"
#include "text/client_text.h"
#include "text/name_text.h"
#include "widgets/keep_translated.h"
#include "widgets/list_table.h"
#include "widgets/size_memory.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTableWidget>

namespace fornada {

namespace {

constexpr int kListHeight = 150;
enum Column { Name, Spent, Credits, Count };

// Credits of many kinds take another line.
class CreditsDelegate final : public RowDelegate {
public:
    using RowDelegate::RowDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QFontMetrics metrics(option.font);
        const QRect room(0, 0, option.rect.width() - 2 * space::small, space::rowHeight);
        const int words = metrics.boundingRect(room, Qt::TextWordWrap, index.data().toString()).height();
        return {room.width(), words + space::rowHeight - metrics.height()};
    }

protected:
    void paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override
    {
        painter.setFont(option.font);
        painter.setPen(m_theme.colours().text);
        painter.drawText(cell, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, index.data().toString());
    }
};

} // namespace

ClientList::ClientList(const UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_note(new QLabel)
    , m_table(new QTableWidget(0, Count))
    , m_add(new QPushButton)
    , m_change(new QPushButton)
{
    m_note->setProperty("role", QStringLiteral("muted"));
    m_note->setFont(context.theme.font(TextSize::Small));
    m_note->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("clients"));
    m_table->setProperty("role", QStringLiteral("boxed"));
    m_table->setFixedHeight(kListHeight);
    dressAsList(m_table, context.theme);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(Credits, new CreditsDelegate(context.theme, m_table));
    m_table->setWordWrap(true);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->resizeSection(Name, 170);
    m_table->horizontalHeader()->resizeSection(Spent, 170);
    m_table->horizontalHeader()->setStretchLastSection(true);
    rememberWidths(m_table->horizontalHeader(), context.settings, QStringLiteral("clients"));
    m_add->setObjectName(QStringLiteral("addClient"));
    m_change->setObjectName(QStringLiteral("changeClient"));
    m_change->setEnabled(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::small);
    buttons->addWidget(m_change);
    buttons->addWidget(m_add);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::tight);
    layout->addWidget(m_table);
    layout->addWidget(m_note);
    layout->addSpacing(space::tight);
    layout->addLayout(buttons);
    const auto change = [this] {
        if (const int row = m_table->currentRow(); row >= 0 && row < m_clients.size())
            open(m_clients.at(row).client);
    };
    connect(m_table, &QTableWidget::itemSelectionChanged, this,
            [this] { m_change->setEnabled(!m_clients.isEmpty() && m_table->currentRow() >= 0); });
    connect(m_table, &QTableWidget::itemActivated, this, change);
    connect(m_change, &QPushButton::clicked, this, change);
    connect(m_add, &QPushButton::clicked, this, [this] { open({}); });
    keepTranslated(this, [this] { setTexts(); });
}

void ClientList::setTexts()
{
    m_table->setHorizontalHeaderLabels({tr("Client"), tr("Spent"), tr("Credits left")});
    m_table->setAccessibleName(tr("Clients"));
    m_note->setText(tr("A client's budget holds over all its batches. A credit is one result of a kind; when none is "
                       "left, new rows are refused and what waits keeps waiting until you give more."));
    m_add->setText(tr("Add a client…"));
    m_change->setText(tr("Change…"));
    fill(m_clients);
}

void ClientList::refresh()
{
    m_context.reads.read<QList<ClientStanding>>(
        this, [](ReadPort &port, const ReadDesk::Cancelled &) { return port.clients(); },
        [this](Result<QList<ClientStanding>> clients) {
            if (clients)
                fill(*clients);
            else
                Q_EMIT m_context.commands.refused(clients.error());
        });
}

void ClientList::fill(const QList<ClientStanding> &clients)
{
    const int row = m_table->currentRow();
    m_clients = clients;
    m_table->clearSpans();
    m_table->setRowCount(int(std::max<qsizetype>(1, clients.size())));
    for (int i = 0; i < clients.size(); ++i) {
        const auto &[client, totals] = clients.at(i);
        const QStringList cells = {client.name, spentText(client, totals), creditsText(client)};
        for (int column = 0; column < Count; ++column) {
            auto *item = new QTableWidgetItem(cells.at(column));
            item->setToolTip(tipText(cells.at(column)));
            m_table->setItem(i, column, item);
        }
    }
    if (clients.isEmpty()) {
        auto *item = new QTableWidgetItem(tr("No batch has named a client yet"));
        item->setFlags(Qt::NoItemFlags);
        m_table->setSpan(0, 0, 1, Count);
        m_table->setItem(0, 0, item);
    } else if (row >= 0 && row < clients.size()) {
        m_table->selectRow(row);
    }
    m_change->setEnabled(!clients.isEmpty() && m_table->currentRow() >= 0);
}

void ClientList::open(const Client &client)
{
    auto *dialog = new ClientDialog(m_context, client, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ClientDialog::saved, this, &ClientList::refresh);
    dialog->open();
}

} // namespace fornada
