#pragma once

#include <QString>

namespace fornada {

// A name that people chose, to be put into a sentence: on one line, and isolated where it is written from right to
// left, so that it turns neither the sentence nor the figures around it.
QString nameText(const QString &name);

// As a tool tip: a long one is broken into lines, and what looks like markup stays words.
QString tipText(const QString &text);

} // namespace fornada
