#pragma once

#include <QSlider>

namespace fornada {

// A place in a recording, in milliseconds: a click goes there, keys go by seconds. UI thread.
class SeekBar final : public QSlider {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SeekBar)
public:
    explicit SeekBar(QWidget *parent = nullptr);

Q_SIGNALS:
    void sought(int place); // by a person; not when the recording plays on

protected:
    void mousePressEvent(QMouseEvent *event) override;
};

} // namespace fornada
