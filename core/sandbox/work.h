#pragma once

#include "sandbox/http_message.h"
#include "sandbox/route.h"

#include <chrono>

namespace fornada::sandbox {

// What an answer says besides what is computed from the request.
struct WorkFacts {
    qint64 sequence = 0;
    std::chrono::milliseconds took{0};
    qint64 unixSeconds = 0;
    QByteArray baseUrl; // where this server's own files are
    bool pictureLinks = false;
};

// Does what a provider would do and answers in its dialect. Deterministic in the request. Any thread; may take long,
// except where isLight.
HttpAnswer doWork(const Route &route, const HttpRequest &request, const WorkFacts &facts);
bool isLight(const Route &route);

HttpAnswer workerWork(const HttpRequest &request, const WorkFacts &facts);
HttpAnswer messageWork(const HttpRequest &request, const WorkFacts &facts);
HttpAnswer geminiWork(const Route &route, const HttpRequest &request, const WorkFacts &facts);
HttpAnswer openAiWork(const Route &route, const HttpRequest &request, const WorkFacts &facts);

// GET /v1beta/models and GET /v1/models.
HttpAnswer modelList(Dialect dialect);
// GET /files/{name}.png: a picture made from its name.
HttpAnswer namedPicture(const QByteArray &path);

} // namespace fornada::sandbox
