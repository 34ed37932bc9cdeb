#pragma once

#include <QLabel>

class QTextLayout;

namespace fornada {

// Plain text that breaks inside of a word where it must, as QLabel cannot: a hash or a path never widens what it stands
// in. Its menu copies it whole.
class WrappingLabel final : public QLabel {
    Q_OBJECT
public:
    explicit WrappingLabel(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    // Laid out in that width; returns the height.
    qreal layOut(QTextLayout &layout, qreal width) const;
};

} // namespace fornada
