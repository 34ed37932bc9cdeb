#include "dialogs/impact_dialog.h"

#include "models/batch_model.h"
#include "text/error_text.h"
#include "text/impact_text.h"
#include "text/name_text.h"
#include "widgets/banner.h"
#include "widgets/dialog_buttons.h"
#include "widgets/list_table.h"
#include "widgets/size_memory.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace fornada {

namespace {

constexpr int kListed = 200;
enum Column { Row, Name, StepName, Reason, Cost, Count };

QJsonObject question(BatchId batch)
{
    return {{QStringLiteral("batch"), batch.value}, {QStringLiteral("limit"), kListed}};
}

QString stepText(const QJsonValue &job)
{
    const QString fan = job[QLatin1String("fanKey")].toString();
    const QString step = job[QLatin1String("step")].toString();
    return fan.isEmpty() ? step : QStringLiteral("%1 · %2").arg(step, fan);
}

} // namespace

ImpactDialog::ImpactDialog(const UiContext &context, BatchId batch, const QString &batchName, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_batch(batch)
    , m_banner(new Banner(context.theme))
    , m_title(new QLabel(tr("Comparing each result with what would be asked for now…")))
    , m_about(new QLabel)
    , m_more(new QLabel)
    , m_list(new QTableWidget(0, Count))
    , m_remake(new QPushButton(tr("Make again")))
{
    setObjectName(QStringLiteral("impactDialog"));
    setWindowTitle(tr("What would change in “%1”").arg(batchName));
    rememberSize(this, {720, 480}, context.settings, QStringLiteral("impact"));
    m_title->setObjectName(QStringLiteral("impactTitle"));
    m_title->setFont(context.theme.font(TextSize::Title));
    for (QLabel *label : {m_title, m_about, m_more}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_about->setObjectName(QStringLiteral("impactAbout"));
    m_more->setProperty("role", QStringLiteral("muted"));
    m_remake->setObjectName(QStringLiteral("impactRemake"));
    m_remake->setEnabled(false);
    makeList();
    auto *body = new QVBoxLayout;
    body->setContentsMargins(space::wide, space::wide, space::wide, space::normal);
    body->setSpacing(space::small);
    body->addWidget(m_title);
    body->addWidget(m_about);
    body->addWidget(m_list, 1);
    body->addWidget(m_more);
    body->addStretch();
    body->addWidget(makeDialogButtons(this, m_remake));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    layout->addLayout(body);
    m_list->hide();
    m_more->hide();
    connect(m_remake, &QPushButton::clicked, this, &ImpactDialog::remake);
}

void ImpactDialog::makeList()
{
    m_list->setObjectName(QStringLiteral("impactList"));
    m_list->setAccessibleName(tr("Results that would come out differently"));
    m_list->setProperty("role", QStringLiteral("boxed"));
    dressAsList(m_list, m_context.theme);
    m_list->setHorizontalHeaderLabels({tr("Row"), tr("Name"), tr("Step"), tr("Why"), tr("At most")});
    m_list->horizontalHeaderItem(Cost)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setFocusPolicy(Qt::StrongFocus);
    m_list->horizontalHeader()->setSectionResizeMode(Reason, QHeaderView::Stretch);
    for (const auto &[column, width] : {std::pair(Row, 56), {Name, 150}, {StepName, 120}, {Cost, 96}})
        m_list->horizontalHeader()->resizeSection(column, width);
    rememberWidths(m_list->horizontalHeader(), m_context.settings, QStringLiteral("impact"));
}

void ImpactDialog::offer(const UiContext &context, BatchId batch, const QString &batchName, QWidget *parent)
{
    const auto show = [context, batch, batchName, parent](Result<QJsonObject> impact) {
        if (!impact || impact->value(QLatin1String("stale")).toInteger() == 0)
            return;
        auto *dialog = new ImpactDialog(context, batch, batchName, parent);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->tell(*impact);
        dialog->open();
    };
    context.commands.ask(QStringLiteral("batch.impact"), question(batch), parent, show);
}

void ImpactDialog::ask()
{
    m_context.commands.ask(QStringLiteral("batch.impact"), question(m_batch), this, [this](Result<QJsonObject> impact) {
        if (impact)
            tell(*impact);
        else
            m_banner->tell(Banner::Kind::Bad, sentence(impact.error()));
    });
}

void ImpactDialog::tell(const QJsonObject &impact)
{
    const qint64 stale = impact.value(QLatin1String("stale")).toInteger();
    m_most = impact.value(QLatin1String("most")).toString();
    m_title->setText(impactTitle(impact));
    m_about->setText(impactAbout(impact));
    m_about->setVisible(!m_about->text().isEmpty());
    m_remake->setText(stale > 0 ? remakeText(stale) : tr("Make again"));
    m_remake->setEnabled(stale > 0);
    if (stale > 0)
        m_remake->setFocus();
    list(impact);
}

void ImpactDialog::list(const QJsonObject &impact)
{
    const QJsonArray jobs = impact.value(QLatin1String("jobs")).toArray();
    m_list->setRowCount(int(jobs.size()));
    for (int row = 0; row < int(jobs.size()); ++row) {
        const QJsonValue job = jobs.at(row);
        const Money most = moneyFromDecimal(job[QLatin1String("most")].toString()).value_or(Money());
        const QStringList texts{countText(job[QLatin1String("row")].toInteger()), job[QLatin1String("key")].toString(),
                                stepText(job), staleReason(job.toObject()),
                                most.isZero() ? tr("free") : moneyText(most)};
        for (int column = 0; column < Count; ++column) {
            auto *cell = new QTableWidgetItem(texts.at(column));
            cell->setToolTip(tipText(texts.at(column)));
            cell->setTextAlignment((column == Cost ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
            m_list->setItem(row, column, cell);
        }
    }
    const qint64 rest = impact.value(QLatin1String("stale")).toInteger() - jobs.size();
    m_list->setVisible(!jobs.isEmpty());
    m_more->setVisible(rest > 0);
    m_more->setText(tr("and %Ln more", nullptr, int(rest)));
}

void ImpactDialog::remake()
{
    m_remake->setEnabled(false);
    const QJsonObject args{
        {QStringLiteral("batch"), m_batch.value}, {QStringLiteral("stale"), true}, {QStringLiteral("atMost"), m_most}};
    m_context.commands.ask(QStringLiteral("batch.remake"), args, this, [this](Result<QJsonObject> begun) {
        if (begun) {
            m_context.batches.refresh();
            accept();
            return;
        }
        m_banner->tell(Banner::Kind::Bad, sentence(begun.error()));
        ask(); // things may have changed: what is offered is what is there now
    });
}

} // namespace fornada
