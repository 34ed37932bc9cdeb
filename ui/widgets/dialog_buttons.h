#pragma once

class QDialog;
class QPushButton;
class QWidget;

namespace fornada {

// The row at the foot of a dialog: Cancel, and the one deed it is there for, which Enter triggers.
QWidget *makeDialogButtons(QDialog *dialog, QPushButton *deed);

} // namespace fornada
