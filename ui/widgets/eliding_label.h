#pragma once

#include <QLabel>

namespace fornada {

// A name on one line, ended with an ellipsis where it is too long for its place. UI thread.
class ElidingLabel final : public QLabel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElidingLabel)
public:
    explicit ElidingLabel(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace fornada
