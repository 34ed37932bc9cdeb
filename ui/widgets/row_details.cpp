#include "widgets/row_details.h"

#include "theme/theme.h"
#include "widgets/keep_translated.h"
#include "widgets/list_table.h"

#include <QHeaderView>
#include <QPlainTextEdit>
#include <QTableView>
#include <QVBoxLayout>

namespace fornada {

namespace {
constexpr int kMostSeen = 4; // requests without scrolling
constexpr int kWordsHeight = 112;
} // namespace

RowDetails::RowDetails(const Theme &theme, const DraftModel &draft, QWidget *parent)
    : QWidget(parent)
    , m_requests(new RowRequests(draft, this))
    , m_table(makeListTable(theme, this))
    , m_line(new QFrame)
    , m_whole(new QPlainTextEdit)
{
    m_table->setObjectName(QStringLiteral("requests"));
    m_table->setModel(m_requests);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(RowRequests::StepName, 104);
    header->resizeSection(RowRequests::For, 124);
    header->resizeSection(RowRequests::Price, 96);
    header->resizeSection(RowRequests::AccountName, 104);
    header->setStretchLastSection(true);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // it would cover a row
    m_whole->setReadOnly(true);
    m_whole->setTabChangesFocus(true);
    m_whole->setFrameShape(QFrame::NoFrame);
    m_whole->setFixedHeight(kWordsHeight);
    m_whole->setObjectName(QStringLiteral("wholePrompt"));
    m_whole->document()->setDocumentMargin(space::small);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table);
    m_line->setProperty("role", QStringLiteral("line"));
    m_line->setFixedHeight(1);
    layout->addWidget(m_line);
    layout->addWidget(m_whole);
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &request) { showWording(request.row()); });
    keepTranslated(this, [this] { setTexts(); });
}

void RowDetails::setTexts()
{
    m_table->setAccessibleName(tr("The requests of the chosen row"));
    m_whole->setAccessibleName(tr("The whole prompt of the chosen request"));
}

QWidget *RowDetails::lastInTurn() const
{
    return m_whole;
}

void RowDetails::show(int line)
{
    const int chosen = std::max(0, m_table->currentIndex().row());
    if (line < 0)
        m_requests->clear();
    else
        m_requests->show(line);
    const int requests = m_requests->rowCount();
    m_table->setVisible(requests > 0);
    m_line->setVisible(requests > 0);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            std::min(requests, kMostSeen) * space::rowHeight + 2 * m_table->frameWidth());
    if (requests > 0)
        m_table->selectRow(chosen < requests ? chosen : 0);
    showWording(m_table->currentIndex().row());
}

void RowDetails::showWording(int request)
{
    const QString words = request < 0 ? m_requests->problem() : m_requests->wording(request);
    if (words != m_whole->toPlainText())
        m_whole->setPlainText(words);
}

} // namespace fornada
