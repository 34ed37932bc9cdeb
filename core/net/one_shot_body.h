#pragma once

#include <QByteArray>
#include <QIODevice>

#include <functional>

namespace fornada {

// The body of one request, readable once: reset() and seek() fail, so QNetworkAccessManager cannot send it again when a
// kept-alive connection drops unanswered (it would, by itself). An empty body guards an empty request in the same way.
// Network lane's thread; owned by its Exchange.
class OneShotBody final : public QIODevice {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OneShotBody)
public:
    // onRead is called whenever bytes are about to leave. Qt asks for the first ones only once it is connected.
    OneShotBody(QByteArray body, std::function<void()> onRead);
    // Not one byte more, even if Qt still asks.
    void shut() { m_shut = true; }

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool seek(qint64) override { return false; }
    bool atEnd() const override { return m_position >= m_body.size(); }
    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_body;
    const std::function<void()> m_onRead;
    qint64 m_position = 0;
    bool m_shut = false;
};

} // namespace fornada
