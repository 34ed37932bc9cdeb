#include "widgets/explain_button.h"

#include "text/name_text.h"

#include <QToolTip>

namespace fornada {

namespace {
constexpr int kSide = 22;
constexpr int kAir = 4;
} // namespace

ExplainButton::ExplainButton(QWidget *parent)
    : QPushButton(QStringLiteral("?"), parent)
{
    setObjectName(QStringLiteral("explain"));
    setProperty("role", QStringLiteral("flat"));
    setFixedSize(kSide, kSide);
    connect(this, &QPushButton::clicked, this, &ExplainButton::tell);
}

void ExplainButton::explain(const QString &figure, const QString &explanation)
{
    setToolTip(tipText(explanation));
    setAccessibleName(tr("What “%1” counts").arg(figure));
    setAccessibleDescription(explanation);
}

void ExplainButton::tell()
{
    QToolTip::showText(mapToGlobal(QPoint(0, height() + kAir)), toolTip(), this);
}

} // namespace fornada
