#pragma once

#include <QString>

namespace fornada {

// A name that people chose, to be put into a sentence: on one line, and isolated where it is written from right to
// left, so that it turns neither the sentence nor the figures around it.
QString nameText(const QString &name);

} // namespace fornada
