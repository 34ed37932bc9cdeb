#include "widgets/set_role.h"

#include <QStyle>
#include <QWidget>

namespace fornada {

void setRole(QWidget *widget, const char *role)
{
    widget->setProperty("role", QString::fromLatin1(role));
    // The style sheet looks at properties only when it polishes.
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace fornada
