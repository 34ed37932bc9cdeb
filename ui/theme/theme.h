#pragma once

#include "theme/colours.h"

#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>

class QApplication;

namespace fornada {

enum class ThemeChoice { System, Light, Dark };
FORNADA_ENUM_NAMES(ThemeChoice, QLatin1String("system"), QLatin1String("light"), QLatin1String("dark"));

// Distances in device-independent pixels; everything in the window is a multiple of the grid.
namespace space {
inline constexpr int grid = 4;
inline constexpr int tight = 4;
inline constexpr int small = 8;
inline constexpr int normal = 12;
inline constexpr int wide = 20;
inline constexpr int rowHeight = 28;
inline constexpr int barHeight = 44;
inline constexpr int icon = 18;
inline constexpr int shape = 14; // a state's shape in a list
} // namespace space

enum class TextSize { Small, Normal, Title, Display };

// The look of the window: Fusion, one palette, one style sheet, tinted icons; switches while the program runs.
// UI thread; owned by the composition root, outlives every widget.
class Theme final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)
public:
    explicit Theme(QApplication &app);

    void setChoice(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }
    Shade shade() const;
    const Colours &colours() const { return coloursOf(shade()); }

    // Icons follow the theme by themselves: what shows them only needs a repaint.
    QIcon icon(const QString &name) const;
    QIcon icon(const QString &name, QColor Colours::*colour) const;
    QPixmap stateShape(JobState state, int side, qreal ratio) const;
    QPixmap stateShape(BatchState state, int side, qreal ratio) const;
    // A picture of resources/icons in one colour, on a ground colour where the picture has holes.
    static QPixmap tinted(const QString &name, QSize size, qreal ratio, const QColor &colour, const QColor &ground);

    QFont font(TextSize size) const;
    QFont numbers(TextSize size) const; // digits of one width

Q_SIGNALS:
    void changed();

private:
    void apply();
    QPalette palette() const;
    QString styleSheet() const;

    QApplication &m_app;
    const bool m_systemIsDark;
    ThemeChoice m_choice = ThemeChoice::System;
};

} // namespace fornada
