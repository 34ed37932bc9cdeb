#pragma once

#include <QStyledItemDelegate>

namespace fornada {

class Theme;

// Draws a result as a tile: the picture, the beginning of the text, or what kind of file it is; its row's name below.
// UI thread.
class TileDelegate final : public QStyledItemDelegate {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TileDelegate)
public:
    static constexpr int kSide = 168;

    TileDelegate(const Theme &theme, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintInside(QPainter &painter, const QRect &frame, const QModelIndex &index, qreal ratio) const;

    const Theme &m_theme;
};

} // namespace fornada
