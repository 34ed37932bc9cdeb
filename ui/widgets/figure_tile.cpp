#include "widgets/figure_tile.h"

#include "theme/theme.h"
#include "widgets/explain_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace fornada {

FigureTile::FigureTile(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_name(new QLabel)
    , m_second(new QLabel)
    , m_figure(new QPushButton)
    , m_explain(new ExplainButton)
{
    setProperty("role", QStringLiteral("card"));
    m_name->setProperty("role", QStringLiteral("section"));
    m_name->setFont(theme.font(TextSize::Small));
    m_second->setProperty("role", QStringLiteral("muted"));
    m_second->setFont(theme.font(TextSize::Small));
    m_figure->setObjectName(QStringLiteral("figure"));
    m_figure->setProperty("role", QStringLiteral("figure"));
    m_figure->setFont(theme.numbers(TextSize::Title));
    m_figure->setFixedHeight(QFontMetrics(m_figure->font()).height());
    m_figure->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *head = new QHBoxLayout;
    head->setSpacing(0);
    head->addWidget(m_name, 1);
    head->addWidget(m_explain);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::normal, space::small, space::small, space::small);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(m_figure);
    layout->addWidget(m_second);
    connect(m_figure, &QPushButton::clicked, this, &FigureTile::opened);
    setLink({});
}

void FigureTile::setTexts(const QString &name, const QString &explanation)
{
    m_name->setText(name);
    m_explain->explain(name, explanation);
    m_figure->setAccessibleDescription(explanation);
    m_figure->setAccessibleName(name + QStringLiteral(": ") + m_figure->text());
}

void FigureTile::setFigure(const QString &figure, const QString &second)
{
    m_figure->setText(figure);
    fit();
    m_figure->setAccessibleName(m_name->text() + QStringLiteral(": ") + figure);
    m_second->setText(second);
}

// A long one is written smaller rather than cut.
void FigureTile::fit()
{
    QFont font = m_theme.numbers(TextSize::Title);
    const qreal least = m_theme.font(TextSize::Small).pointSizeF();
    while (font.pointSizeF() > least && QFontMetrics(font).horizontalAdvance(m_figure->text()) > m_figure->width())
        font.setPointSizeF(font.pointSizeF() - 0.5);
    m_figure->setFont(font);
}

void FigureTile::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

void FigureTile::setLink(const QString &what)
{
    m_figure->setEnabled(!what.isEmpty());
    m_figure->setToolTip(what);
    m_figure->setCursor(what.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
}

QString FigureTile::figure() const
{
    return m_figure->text();
}

} // namespace fornada
