#pragma once

#include <QHeaderView>

namespace fornada {

class Theme;

// A header whose titles stand exactly over their columns' texts; the sorted one carries a small arrow. UI thread.
class ListHeader final : public QHeaderView {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListHeader)
public:
    ListHeader(const Theme &theme, QWidget *parent);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    QSize sizeHint() const override;

private:
    const Theme &m_theme;
};

} // namespace fornada
