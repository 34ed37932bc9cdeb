#pragma once

#include "providers/adapter.h"

namespace fornada {

// OpenAI and what speaks like it: Azure, OpenRouter, Groq, vLLM, llama.cpp, LM Studio, LocalAI.
class OpenAiAdapter final : public Adapter {
public:
    bool does(Operation operation) const override;
    bool offers(Need need, Operation operation, const QUrl &baseUrl) const override;
    QStringList voices(const QString &model, const QUrl &baseUrl) const override;
    qint64 weightOf(const Ask &ask) const override;
    Result<BuiltRequest> build(const Ask &ask, const QString &key) const override;
    Digest digest(const Ask &ask, const ProviderAnswer &answer) const override;
};

} // namespace fornada
