#pragma once

#include "model/recipe.h"
#include "sandbox/http_message.h"

namespace fornada::sandbox {

enum class Dialect { Gemini, OpenAi, Worker, Message };

enum class Target {
    Work, // what a provider is paid for
    ModelList,
    File, // a picture that a worker's answer names
    Ledger,
    Config,
    Health,
    WrongMethod,
    Unknown,
};

// Where a request goes and what it asks for, read cheaply enough to be done on the socket thread for any body.
struct Route {
    Target target = Target::Unknown;
    Dialect dialect = Dialect::Worker;
    Operation operation = Operation::HttpCall;
    QByteArray model = {};
};

Route routeFor(const HttpRequest &request);

// The value of one query parameter, percent-decoded; empty when absent.
QByteArray queryValue(const QByteArray &query, const QByteArray &name);
// The key a client presents, whichever way its dialect writes it.
QByteArray presentedKey(const HttpRequest &request);

} // namespace fornada::sandbox
