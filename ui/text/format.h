#pragma once

#include "base/clock.h"
#include "base/money.h"

#include <QLocale>
#include <QTimeZone>

#include <optional>

namespace fornada {

// How numbers and times look to this reader. A value; the default is this machine's way.
struct Formats {
    QLocale locale = QLocale();
    QTimeZone zone = QTimeZone::systemTimeZone();
    QString currency = QStringLiteral("$");
};

QString countText(qint64 count, const Formats &formats = {});
// One of two wordings in the context "text": English has no file of translations to tell one from many.
QString oneOrMany(const char *one, const char *many, qint64 count);
// Two decimals, more only where the amount is too small for them: "$1.84", "$0.002".
QString moneyText(Money money, const Formats &formats = {});
// The sign alone. Where people have a "$" of their own, another country's is said with the country: "US$".
QString currencySign(const Formats &formats = {});
// The same to be edited: no currency sign, no grouping.
QString editableMoney(Money money, const Formats &formats = {});
// An amount as people type it: with this reader's decimal sign or a point, grouped or not. Nothing for anything else.
std::optional<Money> typedMoney(const QString &text, const Formats &formats = {});
// "350 ms", "45 s", "2 min 5 s", "1 h 5 min", "3 days 4 h".
QString durationText(Micros duration);
// Rounded down, so that 100% means done.
QString percentText(qint64 part, qint64 whole, const Formats &formats = {});
QString bytesText(qint64 bytes, const Formats &formats = {});

// "26 Nov 2025", and "26 Nov 2025 01:12" where a page tells when it was written.
QString dateText(QDate date, const Formats &formats = {});
QString dateAndTimeText(Wall when, const Formats &formats = {});
// A time to read in a table: "01:12", "tomorrow 04:00", "yesterday 23:10", "Thu 04:00", "26 Nov 04:00", "26 Nov 2025".
QString timeText(Wall when, Wall now, const Formats &formats = {});
// The same inside a sentence about what comes: "in 12 s", "at 01:12", "tomorrow 04:00", "any moment now".
QString comingText(Wall when, Wall now, const Formats &formats = {});

} // namespace fornada
