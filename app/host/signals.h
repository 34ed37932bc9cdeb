#pragma once

#include <QObject>

namespace fornada {

// SIGINT and SIGTERM as a Qt signal. One at a time; main thread.
class SignalCatcher final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignalCatcher)
public:
    SignalCatcher();
    ~SignalCatcher() override;

Q_SIGNALS:
    void caught();

private:
    int m_pipe[2] = {-1, -1};
};

} // namespace fornada
