#pragma once

#include <QLocalServer>

namespace fornada {

// One window a data folder: the first listens, a second start knocks and ends. UI thread; owned by main.
class RaiseSocket final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RaiseSocket)
public:
    using QObject::QObject;

    void listen(const QString &dataFolder);
    // True when a window heard it.
    static bool knock(const QString &dataFolder);

Q_SIGNALS:
    void knocked();

private:
    QLocalServer m_server;
};

} // namespace fornada
