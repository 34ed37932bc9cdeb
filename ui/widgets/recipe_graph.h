#pragma once

#include "model/recipe.h"

#include <QHash>
#include <QWidget>

namespace fornada {

class Theme;

// The steps of a recipe as boxes, each right of what it waits for, with arrows between them. One is chosen, with the
// mouse or the arrow keys. UI thread.
class RecipeGraph final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecipeGraph)
public:
    explicit RecipeGraph(const Theme &theme, QWidget *parent = nullptr);

    // requests: of one row, by step; what is not known is left out.
    void show(const QList<Step> &steps, const QHash<QString, qsizetype> &requests);
    void choose(const QString &step);
    QString chosen() const { return m_chosen; }
    QRect boxOf(const QString &step) const; // empty when there is no such step

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void stepChosen(const QString &step);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Place {
        int column = 0, line = 0;
    };
    void layOut();
    QRect boxAt(Place place) const;
    void paintBox(QPainter &painter, const Step &step) const;
    void paintArrow(QPainter &painter, const QRect &from, const QRect &to) const;
    void take(const QString &step);
    QString neighbour(int columns, int lines) const;

    const Theme &m_theme;
    QList<Step> m_steps;
    QHash<QString, qsizetype> m_requests;
    QHash<QString, Place> m_places;
    int m_columns = 0, m_lines = 0;
    QString m_chosen;
};

} // namespace fornada
