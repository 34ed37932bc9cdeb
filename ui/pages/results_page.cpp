#include "pages/results_page.h"

#include "delegates/tile_delegate.h"
#include "models/batch_model.h"
#include "text/format.h"
#include "widgets/batch_box.h"
#include "widgets/eliding_box.h"
#include "widgets/keep_translated.h"
#include "widgets/list_table.h"
#include "widgets/page_bar.h"
#include "widgets/people_filter.h"
#include "window/actions.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QStackedWidget>

namespace fornada {

namespace {
constexpr std::chrono::milliseconds kTypingPause(250);
const auto kBatch = QStringLiteral("results/batch");

// A letter is an order or nothing: looking for it would read every tile, and choose another one.
class Gallery final : public QListView {
public:
    void keyboardSearch(const QString &) override {}
};

} // namespace

ResultsPage::ResultsPage(const UiContext &context, const Actions &actions, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_actions(actions)
    , m_model(new ResultModel(context.link, context.reads, TileDelegate::kSide * 2, this))
{
    makeGallery();
    m_nothing = new QLabel;
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setMargin(40);
    m_nothing->setProperty("role", QStringLiteral("muted"));
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_gallery);
    m_stack->addWidget(m_nothing);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_stack, 1);
    setMain(m_gallery);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPause);
    connect(&m_typing, &QTimer::timeout, this, &ResultsPage::ask);
    connect(m_model, &ResultModel::counted, this, &ResultsPage::refresh);
    connect(m_model, &ResultModel::failed, &context.commands, &CommandDesk::refused);
    connect(&context.batches, &BatchModel::refreshed, this, &ResultsPage::fillBatches);
    keepTranslated(this, [this] {
        m_title->setText(tr("Results"));
        m_gallery->setAccessibleName(tr("Results"));
        m_batch->setAccessibleName(tr("Show the results of this batch"));
        fillBatches();
        refresh();
    });
}

QWidget *ResultsPage::makeHeader()
{
    auto *bar = new PageBar(m_context.theme);
    m_title = bar->title();
    m_count = bar->addCount();
    m_batch = new ElidingBox;
    m_batch->setObjectName(QStringLiteral("resultsBatch"));
    m_batch->setMinimumWidth(200);
    connect(m_batch, &QComboBox::activated, this, [this] {
        m_context.settings.setValue(kBatch, m_batch->currentData());
        ask();
    });
    m_remembered = BatchId{m_context.settings.value(kBatch).toLongLong()};
    m_people = new PeopleFilter(m_context.settings, QStringLiteral("results"));
    connect(m_people, &PeopleFilter::changed, this, [this] {
        fillBatches();
        ask();
    });
    QHBoxLayout *layout = bar->row();
    layout->addStretch(1);
    layout->addWidget(m_people, 2);
    layout->addWidget(m_batch);
    return bar;
}

void ResultsPage::makeGallery()
{
    m_gallery = new Gallery;
    m_gallery->setObjectName(QStringLiteral("results"));
    m_gallery->setViewMode(QListView::IconMode);
    m_gallery->setResizeMode(QListView::Adjust);
    m_gallery->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // tiles go into the next line
    m_gallery->setMovement(QListView::Static);
    m_gallery->setUniformItemSizes(true);
    m_gallery->setLayoutMode(QListView::Batched); // 100,000 tiles are laid out a part at a time
    m_gallery->setBatchSize(2'000);
    m_gallery->setSelectionMode(QAbstractItemView::SingleSelection);
    m_gallery->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_gallery->setMouseTracking(true);
    m_gallery->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *tiles = new TileDelegate(m_context.theme, m_gallery);
    m_gallery->setItemDelegate(tiles);
    m_tile = tiles->sizeHint({}, {});
    m_gallery->setGridSize(m_tile);
    m_gallery->setModel(m_model);
    m_gallery->installEventFilter(this);
    connect(m_gallery->selectionModel(), &QItemSelectionModel::selectionChanged, this, &Page::selectionChanged);
    connect(m_model, &QAbstractItemModel::modelReset, this, &Page::selectionChanged);
    connect(m_model, &QAbstractItemModel::dataChanged, m_gallery->viewport(), qOverload<>(&QWidget::update));
    // What is chosen may be read only after it was chosen.
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        const int row = m_gallery->currentIndex().row();
        if (row >= first.row() && row <= last.row())
            Q_EMIT selectionChanged();
    });
    whenOpened(m_gallery, [this] { m_actions.of(Actions::OpenFile)->trigger(); });
    for (const auto id : {Actions::ApproveJobs, Actions::RejectJobs, Actions::RerollJobs})
        m_gallery->addAction(m_actions.of(id)); // their single keys count here
    connect(m_gallery, &QWidget::customContextMenuRequested, this, &ResultsPage::showMenu);
}

void ResultsPage::showMenu(QPoint at)
{
    const ResultTile *tile = current();
    if (!tile)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_actions.of(Actions::OpenFile));
    for (const auto id : {Actions::ApproveJobs, Actions::RejectJobs, Actions::RerollJobs})
        menu->addAction(m_actions.of(id));
    menu->addSeparator();
    connect(menu->addAction(m_context.theme.icon(QStringLiteral("jobs")), tr("Show job")), &QAction::triggered, this,
            [this, batch = tile->batch, job = tile->item.job] { Q_EMIT jobWanted(batch, job); });
    menu->popup(m_gallery->viewport()->mapToGlobal(at));
}

void ResultsPage::fillBatches()
{
    const QList<Batch> &batches = m_context.batches.batches();
    if (m_wantedBatch.isValid())
        m_people->clear(); // what is wanted is to be seen, whoever it is for
    m_people->setBatches(batches);
    if (fillBatchBox(*m_batch, m_people->admitted(batches), tr("All batches"), m_wantedBatch))
        ask();
    if (!batches.isEmpty() && m_remembered.isValid() && chooseRemembered(*m_batch, std::exchange(m_remembered, {})))
        ask();
}

void ResultsPage::showBatch(BatchId batch)
{
    search({}); // it might hide them
    m_wantedBatch = batch;
    m_remembered = {};
    if (batch.isValid()) {
        fillBatches();
        return;
    }
    m_batch->setCurrentIndex(0);
    ask();
}

void ResultsPage::setSearch(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_typing.start();
}

void ResultsPage::ask()
{
    m_people->setWanted(m_batch->currentIndex() <= 0);
    m_model->setQuery({BatchId{m_batch->currentData().toLongLong()}, m_text, m_people->client(), m_people->owner()});
    refresh();
}

void ResultsPage::refresh()
{
    const bool none = m_model->rowCount() == 0;
    const bool filtered = m_model->query() != ResultQuery();
    m_nothing->setText(m_model->isReading() ? tr("Looking…")
                       : filtered           ? tr("No result matches.")
                                            : tr("What your batches make appears here: pictures, texts and sounds."));
    m_count->setText(none ? QString() : countText(m_model->rowCount()));
    m_stack->setCurrentWidget(none ? static_cast<QWidget *>(m_nothing) : m_gallery);
    Q_EMIT selectionChanged();
}

const ResultTile *ResultsPage::current() const
{
    const QModelIndexList chosen = m_gallery->selectionModel()->selectedIndexes();
    return chosen.isEmpty() ? nullptr : m_model->tile(chosen.first().row());
}

Selection ResultsPage::selection() const
{
    Selection selection;
    if (const ResultTile *tile = current()) {
        selection.jobs = {tile->item.job};
        selection.states = {tile->state};
        selection.hasResult = true;
    }
    return selection;
}

// The columns share the whole width; room for the scroll bar is always kept, or its coming would move them.
void ResultsPage::spreadTiles()
{
    const int room = m_gallery->width() - m_gallery->verticalScrollBar()->sizeHint().width() - space::tight;
    const int columns = std::max(1, room / m_tile.width());
    m_gallery->setGridSize(QSize(std::max(m_tile.width(), room / columns), m_tile.height()));
}

bool ResultsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_gallery && event->type() == QEvent::Resize)
        spreadTiles();
    return Page::eventFilter(watched, event);
}

void ResultsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_model->setActive(true);
}

void ResultsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_model->setActive(false);
}

} // namespace fornada
