#pragma once

#include <QStringList>

namespace fornada {

// A name that people chose, to be put into a sentence: on one line, and isolated where it is written from right to
// left, so that it turns neither the sentence nor the figures around it.
QString nameText(const QString &name);

// As the text of a button or an entry of a menu, where a lone "&" would vanish and make a shortcut.
QString buttonText(const QString &text);

// The order people look names up in: "acme", "Ágata", "Zoo". Below, equal to or above zero.
int compareNames(const QString &a, const QString &b);
void sortNames(QStringList &names);

// As a tool tip: a long one is broken into lines, and what looks like markup stays words.
QString tipText(const QString &text);

} // namespace fornada
