#pragma once

#include <QString>

namespace fornada {

// Why nothing can be saved, what that means for the work, and what to do. reason is an error's name, where is the file
// or folder it is about.
QString storageSentence(const QString &reason, const QString &where);

} // namespace fornada
