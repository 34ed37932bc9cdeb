#pragma once

#include "providers/adapter.h"

namespace fornada {

// A worker's address in the Cloud Tasks manner: the row is posted as JSON, 2xx is success.
class WorkerAdapter final : public Adapter {
public:
    // Where calls and messages go when the account's address has no path of its own ("" for the address itself).
    WorkerAdapter(QByteArray callPath, QByteArray messagePath);
    bool does(Operation operation) const override;
    bool offers(Need need, Operation operation, const QUrl &baseUrl) const override;
    QStringList voices(const QString &model, const QUrl &baseUrl) const override;
    qint64 weightOf(const Ask &ask) const override;
    Result<BuiltRequest> build(const Ask &ask, const QString &key) const override;
    Digest digest(const Ask &ask, const ProviderAnswer &answer) const override;

private:
    Result<QUrl> address(const Ask &ask) const;

    const QByteArray m_callPath;
    const QByteArray m_messagePath;
};

} // namespace fornada
