#pragma once

#include "window/ui_context.h"

class QToolButton;

namespace fornada {

class Actions;

// The button at the toolbar's end: inspector, theme, language, command palette, quit.
QToolButton *makeViewButton(const UiContext &context, const Actions &actions, QWidget *parent);

// What was chosen last time.
void recallLook(const UiContext &context);

} // namespace fornada
