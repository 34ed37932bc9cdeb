#include "theme/theme.h"

#include <QFile>

namespace fornada {

QString Theme::styleSheet() const
{
    const Colours &c = colours();
    QFile file(QStringLiteral(":/fornada/theme.qss"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "Theme::styleSheet", "theme.qss is compiled in");
    QString filled = opened ? QString::fromUtf8(file.readAll()) : QString();
    const bool dark = shade() == Shade::Dark;
    const QList<std::pair<QString, QString>> values = {
        {QStringLiteral("@accentHover"), c.accent.lighter(dark ? 108 : 112).name()},
        {QStringLiteral("@accentTint"), c.accentTint.name()},
        {QStringLiteral("@onAccent"), c.onAccent.name()},
        {QStringLiteral("@accent"), c.accent.name()},
        {QStringLiteral("@arrow"), dark ? QStringLiteral("arrow-dark") : QStringLiteral("arrow-light")},
        {QStringLiteral("@tick"), dark ? QStringLiteral("tick-dark") : QStringLiteral("tick-light")},
        {QStringLiteral("@window"), c.window.name()},
        {QStringLiteral("@base"), c.base.name()},
        {QStringLiteral("@raised"), c.raised.name()},
        {QStringLiteral("@hover"), c.hover.name()},
        {QStringLiteral("@border"), c.border.name()},
        {QStringLiteral("@text"), c.text.name()},
        {QStringLiteral("@muted"), c.muted.name()},
        {QStringLiteral("@faint"), c.faint.name()},
        {QStringLiteral("@track"), c.track.name()},
        {QStringLiteral("@good"), c.good.name()},
        {QStringLiteral("@warning"), c.warning.name()},
        {QStringLiteral("@bad"), c.bad.name()},
        {QStringLiteral("@info"), c.info.name()},
    };
    for (const auto &[name, value] : values)
        filled.replace(name, value);
    return filled;
}

} // namespace fornada
