#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <QDialog>

namespace fornada {

// Shown instead of the window when the data is damaged: what happened, the latest good backup, and what would be
// missing. Accepted means: put it back. UI thread; before the window exists.
class RestoreOffer final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RestoreOffer)
public:
    RestoreOffer(const Error &error, const QString &backup, Wall now, QWidget *parent = nullptr);
};

} // namespace fornada
