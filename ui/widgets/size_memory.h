#pragma once

#include <QSize>
#include <QString>

class QHeaderView;
class QSettings;
class QSplitter;
class QWidget;

namespace fornada {

// What the operator made larger or smaller comes back as it was left. Lists whose columns can be chosen have
// rememberColumns(), the main window remembers itself.
void rememberSize(QWidget *window, QSize first, QSettings &settings, const QString &name);
void rememberParts(QSplitter *parts, QSettings &settings, const QString &name);
void rememberWidths(QHeaderView *header, QSettings &settings, const QString &name);

} // namespace fornada
