#include "widgets/recipe_graph.h"

#include "text/format.h"
#include "text/state_text.h"
#include "theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace fornada {

namespace {

constexpr QSize kBox(168, 52);
constexpr QSize kGap(48, 14);
constexpr int kMargin = 12;
constexpr qreal kArrow = 6;

} // namespace

RecipeGraph::RecipeGraph(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("recipeGraph"));
    setFocusPolicy(Qt::StrongFocus);
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void RecipeGraph::show(const QList<Step> &steps, const QHash<QString, qsizetype> &requests)
{
    m_steps = steps;
    m_requests = requests;
    layOut();
    if (!m_places.contains(m_chosen))
        m_chosen = m_steps.isEmpty() ? QString() : m_steps.first().id;
    QStringList said;
    for (const Step &step : std::as_const(m_steps))
        said.append(step.after.isEmpty() ? step.id
                                         : step.after.join(QStringLiteral(", ")) + QStringLiteral(" → ") + step.id);
    setAccessibleDescription(said.join(QStringLiteral("; ")));
    updateGeometry();
    setMinimumSize(sizeHint());
    update();
}

// A step's column is one behind the last of those it waits for; in a column they stand in the recipe's order.
void RecipeGraph::layOut()
{
    m_places.clear();
    m_columns = m_lines = 0;
    QHash<int, int> used;
    for (bool placed = true; std::exchange(placed, false);)
        for (const Step &step : std::as_const(m_steps)) {
            const auto isPlaced = [this](const QString &parent) { return m_places.contains(parent); };
            if (isPlaced(step.id) || !std::all_of(step.after.begin(), step.after.end(), isPlaced))
                continue;
            int column = 0;
            for (const QString &parent : step.after)
                column = std::max(column, m_places.value(parent).column + 1);
            const int line = used[column]++;
            m_places.insert(step.id, {column, line});
            m_columns = std::max(m_columns, column + 1);
            m_lines = std::max(m_lines, line + 1);
            placed = true;
        }
}

QRect RecipeGraph::boxAt(Place place) const
{
    return {QPoint(kMargin + place.column * (kBox.width() + kGap.width()),
                   kMargin + place.line * (kBox.height() + kGap.height())),
            kBox};
}

QRect RecipeGraph::boxOf(const QString &step) const
{
    const auto place = m_places.constFind(step);
    return place == m_places.cend() ? QRect() : boxAt(*place);
}

QSize RecipeGraph::sizeHint() const
{
    const int columns = std::max(1, m_columns), lines = std::max(1, m_lines);
    return {2 * kMargin + columns * kBox.width() + (columns - 1) * kGap.width(),
            2 * kMargin + lines * kBox.height() + (lines - 1) * kGap.height()};
}

void RecipeGraph::choose(const QString &step)
{
    if (!m_places.contains(step))
        return;
    m_chosen = step;
    update();
}

void RecipeGraph::take(const QString &step)
{
    if (step.isEmpty() || step == m_chosen)
        return;
    choose(step);
    Q_EMIT stepChosen(step);
}

void RecipeGraph::paintArrow(QPainter &painter, const QRect &from, const QRect &to) const
{
    const QPointF begin(from.right() + 1, from.center().y()), end(to.left() - 1, to.center().y());
    const qreal bend = std::max<qreal>(20, (end.x() - begin.x()) / 2);
    QPainterPath path(begin);
    path.cubicTo(begin + QPointF(bend, 0), end - QPointF(bend, 0), end - QPointF(kArrow, 0));
    painter.setPen(QPen(m_theme.colours().faint, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.colours().faint);
    painter.drawPolygon(QPolygonF({end, end - QPointF(kArrow, kArrow * 0.6), end - QPointF(kArrow, -kArrow * 0.6)}));
}

void RecipeGraph::paintBox(QPainter &painter, const Step &step) const
{
    const Colours &c = m_theme.colours();
    const QRect box = boxOf(step.id);
    const bool chosen = step.id == m_chosen;
    QPen edge(chosen ? c.accent : c.border, chosen && hasFocus() ? 2.4 : 1.2);
    if (step.fallback) // it runs only where another has failed
        edge.setStyle(Qt::DashLine);
    painter.setPen(edge);
    painter.setBrush(chosen ? c.accentTint : c.raised);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QRect inside = box.adjusted(space::normal, space::small, -space::normal, -space::small);
    const QRect upper(inside.left(), inside.top(), inside.width(), inside.height() / 2);
    const QRect lower(inside.left(), upper.bottom() + 1, inside.width(), inside.height() / 2);
    QFont strong = m_theme.font(TextSize::Normal);
    strong.setWeight(QFont::DemiBold);
    const qsizetype requests = m_requests.value(step.id);
    const QString times = requests > 1 ? QStringLiteral("× %1").arg(countText(requests)) : QString();
    painter.setFont(m_theme.numbers(TextSize::Small));
    painter.setPen(c.muted);
    painter.drawText(upper, Qt::AlignRight | Qt::AlignVCenter, times);
    const int left = upper.width() - (times.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(times) + 6);
    painter.setFont(strong);
    painter.setPen(c.text);
    painter.drawText(upper, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(step.id, Qt::ElideRight, left));
    painter.setFont(m_theme.font(TextSize::Small));
    painter.setPen(c.muted);
    painter.drawText(lower, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(operationName(step.operation), Qt::ElideRight, lower.width()));
}

void RecipeGraph::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Step &step : std::as_const(m_steps))
        for (const QString &parent : step.after)
            if (m_places.contains(parent) && m_places.contains(step.id))
                paintArrow(painter, boxOf(parent), boxOf(step.id));
    for (const Step &step : std::as_const(m_steps))
        if (m_places.contains(step.id))
            paintBox(painter, step);
}

void RecipeGraph::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    for (const Step &step : std::as_const(m_steps))
        if (boxOf(step.id).contains(event->pos()))
            take(step.id);
}

// The nearest one in that direction.
QString RecipeGraph::neighbour(int columns, int lines) const
{
    const Place from = m_places.value(m_chosen);
    QString nearest;
    int distance = std::numeric_limits<int>::max();
    for (auto it = m_places.cbegin(); it != m_places.cend(); ++it) {
        const int across = (it->column - from.column) * columns, down = (it->line - from.line) * lines;
        if (across + down <= 0 || (lines != 0 && it->column != from.column))
            continue;
        const int away = std::abs(it->column - from.column) * 100 + std::abs(it->line - from.line);
        if (away < distance || (away == distance && it.key() < nearest)) {
            distance = away;
            nearest = it.key();
        }
    }
    return nearest;
}

void RecipeGraph::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return take(neighbour(-1, 0));
    case Qt::Key_Right:
        return take(neighbour(1, 0));
    case Qt::Key_Up:
        return take(neighbour(0, -1));
    case Qt::Key_Down:
        return take(neighbour(0, 1));
    default:
        QWidget::keyPressEvent(event);
    }
}

void RecipeGraph::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void RecipeGraph::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace fornada
