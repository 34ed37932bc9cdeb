#pragma once

#include "base/error.h"

namespace fornada {

// What an error is about and its detail, in the language of the window, each on one line and without a full stop. They
// come in English: our own words are known again; names, and what the operating system, SQLite and parsers say, stay.
QString subjectText(const Error &error);
QString detailText(const Error &error);

} // namespace fornada
