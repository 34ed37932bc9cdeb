#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace fornada {

// How much of some bytes is UTF-8.
struct Utf8Prefix {
    qsizetype valid = 0;      // bytes that are whole, valid characters
    bool cutOff = false;      // the rest is the beginning of a character
    bool beyondAscii = false; // the valid part has more than ASCII
};
Utf8Prefix utf8Prefix(QByteArrayView bytes);

// Windows-1252 as UTF-8; nothing when a byte has no meaning there.
bool appendWindows1252(QByteArray &out, QByteArrayView bytes);

} // namespace fornada
