#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace fornada {

// Asks before something that cannot simply be taken back; runs the deed on yes. Does not block.
void askFirst(QWidget *parent, const QString &question, const QString &consequence, const QString &yes,
              std::function<void()> deed);

} // namespace fornada
