#include "widgets/trend_chart.h"

#include "theme/theme.h"
#include "widgets/explain_button.h"

#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QDateTimeAxis>
#include <QGraphicsLayout>
#include <QLabel>
#include <QLineSeries>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <QValueAxis>

#include <cmath>

namespace fornada {

namespace {

constexpr int kChartHeight = 168;

} // namespace

TrendChart::TrendChart(const Theme &theme, const QList<Line> &lines, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_lines(lines)
    , m_title(new QLabel)
    , m_unit(new QLabel)
    , m_nothing(new QLabel)
    , m_explain(new ExplainButton)
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart))
    , m_time(new QDateTimeAxis(m_chart))
    , m_value(new QValueAxis(m_chart))
{
    setProperty("role", QStringLiteral("card"));
    m_title->setProperty("role", QStringLiteral("section"));
    m_unit->setProperty("role", QStringLiteral("muted"));
    m_nothing->setProperty("role", QStringLiteral("muted"));
    m_nothing->setAlignment(Qt::AlignCenter);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::small);
    head->addWidget(m_title);
    head->addWidget(m_unit);
    head->addStretch();
    m_chart->legend()->hide(); // the labels of the head name the lines
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins(QMargins(0, 0, 0, 0));
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_value, Qt::AlignLeft);
    m_time->setTickCount(5);
    m_value->setTickCount(4);
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        auto *series = new QLineSeries(m_chart);
        m_chart->addSeries(series);
        series->attachAxis(m_time);
        series->attachAxis(m_value);
        m_series.append(series);
        auto *label = new QLabel;
        label->setProperty("role", QStringLiteral("muted"));
        m_legend.append(label);
        head->addWidget(label);
    }
    head->addWidget(m_explain);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setMinimumHeight(kChartHeight);
    m_view->setStyleSheet(QStringLiteral("background: transparent"));
    auto *body = new QStackedLayout;
    body->setStackingMode(QStackedLayout::StackAll);
    body->addWidget(m_view);
    body->addWidget(m_nothing);
    m_nothing->raise();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::normal, space::small, space::normal, space::small);
    layout->setSpacing(space::tight);
    layout->addLayout(head);
    layout->addLayout(body, 1);
    connect(&theme, &Theme::changed, this, &TrendChart::dress);
    dress();
}

void TrendChart::setTexts(const QString &title, const QString &unit, const QStringList &names, const QString &nothing)
{
    m_title->setText(title);
    m_unit->setText(unit);
    m_nothing->setText(nothing);
    m_names = names;
    m_view->setAccessibleName(title);
    dress();
}

void TrendChart::setExplanation(const QString &explanation)
{
    m_explain->explain(m_title->text(), explanation);
    m_view->setAccessibleDescription(explanation);
}

void TrendChart::dress()
{
    const Colours &colours = m_theme.colours();
    const QFont small = m_theme.font(TextSize::Small);
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(m_time), static_cast<QAbstractAxis *>(m_value)}) {
        axis->setLabelsFont(small);
        axis->setLabelsColor(colours.muted);
        axis->setGridLineColor(colours.border);
        axis->setLinePen(QPen(colours.border));
    }
    m_time->setGridLineVisible(false);
    m_chart->setLocale(QLocale());
    m_chart->setLocalizeNumbers(true);
    m_unit->setFont(small);
    for (qsizetype i = 0; i < m_series.size(); ++i) {
        const QColor colour = colours.*m_lines.at(i).colour;
        // Lines differ in shape too, for eyes that do not tell their colours.
        m_series.at(i)->setPen(QPen(colour, 2, m_lines.at(i).dashed ? Qt::DashLine : Qt::SolidLine));
        m_legend.at(i)->setFont(small);
        m_legend.at(i)->setText(QStringLiteral("<span style=\"color:%1\">%2</span> %3")
                                    .arg(colour.name(),
                                         m_lines.at(i).dashed ? QStringLiteral("╌╌") : QStringLiteral("━━"),
                                         m_names.value(i).toHtmlEscaped()));
    }
}

// 1, 1.5, 3, 6 times a power of ten: three parts that read well.
double TrendChart::roundedUp(double value)
{
    const double power = std::pow(10, std::floor(std::log10(std::max(value, 1e-3))));
    for (const double step : {1.5, 3.0, 6.0, 9.0, 15.0})
        if (value <= step * power)
            return step * power;
    return value;
}

void TrendChart::setPoints(const QList<QList<QPointF>> &lines, double from, double to, const QString &timeFormat)
{
    double highest = 0;
    for (qsizetype i = 0; i < m_series.size(); ++i) {
        m_series.at(i)->replace(lines.value(i));
        m_series.at(i)->setPointsVisible(lines.value(i).size() == 1); // a line needs two
        for (const QPointF &point : lines.value(i))
            highest = std::max(highest, point.y());
    }
    m_isEmpty = highest <= 0;
    m_nothing->setVisible(m_isEmpty);
    m_time->setFormat(timeFormat);
    m_time->setRange(QDateTime::fromMSecsSinceEpoch(qint64(from)), QDateTime::fromMSecsSinceEpoch(qint64(to)));
    const double top = m_isEmpty ? 3 : std::max(roundedUp(highest), 0.003);
    m_value->setRange(0, top);
    m_value->setLabelFormat(top >= 3     ? QStringLiteral("%.0f")
                            : top >= 0.3 ? QStringLiteral("%.1f")
                                         : QStringLiteral("%.3f"));
}

} // namespace fornada
