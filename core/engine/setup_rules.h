#pragma once

#include "base/result.h"
#include "model/recipe.h"

#include <QJsonObject>
#include <QUrl>

// What the operator may enter: pure checks, shared by the commands and the forms of the window.
namespace fornada {

// An account's base address: http or https with a host. BadUrl otherwise.
Result<QUrl> addressFrom(const QString &text);

// May this setting have this value? Settings that only the window knows are not here. BadArgument names what is wrong.
Status checkSetting(const QString &name, const QString &value);

// Where a batch's results are written back to when it has finished: as results/write_back keeps it, with the file's
// whole path. Empty is nowhere. BadArgument says what is wrong.
Result<QJsonObject> writeBackFrom(const QJsonObject &wanted);
// Whose results are written: one of the recipe's steps, or its only one where none is named. BadArgument otherwise.
Status knowsStep(const QList<Step> &steps, const QString &step);

// Given keys over what is there; null takes a limit away.
QJsonObject overlaid(QJsonObject base, const QJsonObject &changes);

} // namespace fornada
