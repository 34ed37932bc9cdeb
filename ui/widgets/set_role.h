#pragma once

class QWidget;

namespace fornada {

// Another role of the style sheet ("muted", "good", "bad") for a widget that has been shown already.
void setRole(QWidget *widget, const char *role);

} // namespace fornada
