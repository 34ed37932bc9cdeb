#pragma once

#include <QComboBox>

namespace fornada {

// A combo box that ends a text too long for it with an ellipsis and tells the whole of it as its tool tip: Qt cuts it
// in the middle of a letter as soon as a style sheet is at work. UI thread.
class ElidingBox final : public QComboBox {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElidingBox)
public:
    explicit ElidingBox(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};

} // namespace fornada
