#pragma once

#include "text/format.h"

// What lists add to ui/text.
namespace fornada {

QString countOrDash(qint64 count); // nothing worth reading is a dash
QString moneyOrDash(Money money);
QString listMoney(Money money);
QString listTime(Wall time);    // as seen from now
QString preciseTime(Wall time); // a local time of day with tenths of a second

} // namespace fornada
