#include "intake/utf8.h"

#include <array>
#include <cstring>

namespace fornada {

namespace {

// 0x80 to 0x9f; 0 has no character.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                                   0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                                   0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                   0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

// Length of the character that begins with this byte, and the bounds of its second byte; length 0: none does.
struct Lead {
    int length = 0;
    uchar least = 0x80, most = 0xbf;
};

Lead leadOf(uchar byte)
{
    if (byte >= 0xc2 && byte <= 0xdf)
        return {2};
    if (byte >= 0xe0 && byte <= 0xef)
        return {3, uchar(byte == 0xe0 ? 0xa0 : 0x80), uchar(byte == 0xed ? 0x9f : 0xbf)};
    if (byte >= 0xf0 && byte <= 0xf4)
        return {4, uchar(byte == 0xf0 ? 0x90 : 0x80), uchar(byte == 0xf4 ? 0x8f : 0xbf)};
    return {};
}

bool isAsciiWord(const char *at)
{
    quint64 word = 0;
    std::memcpy(&word, at, sizeof word);
    return (word & 0x8080808080808080ULL) == 0;
}

} // namespace

Utf8Prefix utf8Prefix(QByteArrayView bytes)
{
    Utf8Prefix out;
    const qsizetype size = bytes.size();
    qsizetype at = 0;
    while (at < size) {
        if (size - at >= 8 && isAsciiWord(bytes.data() + at)) {
            at += 8;
            continue;
        }
        const uchar first = uchar(bytes[at]);
        if (first < 0x80) {
            ++at;
            continue;
        }
        const Lead lead = leadOf(first);
        qsizetype have = 1;
        while (have < lead.length && at + have < size) {
            const uchar next = uchar(bytes[at + have]);
            const bool fits = have == 1 ? next >= lead.least && next <= lead.most : (next & 0xc0) == 0x80;
            if (!fits)
                break;
            ++have;
        }
        if (have != lead.length) {
            out.cutOff = lead.length > 0 && at + have == size;
            break;
        }
        out.beyondAscii = true;
        at += have;
    }
    out.valid = at;
    return out;
}

bool appendWindows1252(QByteArray &out, QByteArrayView bytes)
{
    for (const char c : bytes) {
        const uchar byte = uchar(c);
        if (byte < 0x80) {
            out.append(c);
            continue;
        }
        const char16_t code = byte < 0xa0 ? kWindows1252[byte - 0x80] : char16_t(byte);
        if (code == 0)
            return false;
        if (code >= 0x800)
            out.append(char(0xe0 | (code >> 12)));
        out.append(char(code >= 0x800 ? 0x80 | ((code >> 6) & 0x3f) : 0xc0 | (code >> 6)));
        out.append(char(0x80 | (code & 0x3f)));
    }
    return true;
}

} // namespace fornada
