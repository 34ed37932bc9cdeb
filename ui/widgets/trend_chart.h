#pragma once

#include "theme/colours.h"

#include <QFrame>
#include <QPointF>

class QChart;
class QChartView;
class QDateTimeAxis;
class QLabel;
class QLineSeries;
class QValueAxis;

namespace fornada {

class ExplainButton;
class Theme;

// A few lines over time on one card. At most 120 points a line, replaced as a whole, never animated: that is what
// Qt Charts draws within a frame. UI thread.
class TrendChart final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrendChart)
public:
    struct Line {
        QColor Colours::*colour;
        bool dashed = false;
    };

    TrendChart(const Theme &theme, const QList<Line> &lines, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &unit, const QStringList &names, const QString &nothing);
    void setExplanation(const QString &explanation); // what its figures count
    // from and to in milliseconds since the epoch; one list a line.
    void setPoints(const QList<QList<QPointF>> &lines, double from, double to, const QString &timeFormat);
    bool isEmpty() const { return m_isEmpty; }

private:
    void dress();
    static double roundedUp(double value);

    const Theme &m_theme;
    const QList<Line> m_lines;
    QLabel *m_title, *m_unit, *m_nothing;
    ExplainButton *m_explain;
    QList<QLabel *> m_legend;
    QChart *m_chart;
    QChartView *m_view;
    QList<QLineSeries *> m_series;
    QDateTimeAxis *m_time;
    QValueAxis *m_value;
    QStringList m_names;
    bool m_isEmpty = true;
};

} // namespace fornada
