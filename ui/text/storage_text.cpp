#include "text/storage_text.h"

#include "base/error.h"
#include "text/name_text.h"

#include <QCoreApplication>
#include <QDir>

namespace fornada {

QString storageSentence(const QString &reason, const QString &where)
{
    if (reason.isEmpty() || reason == toName(ErrorKind::DiskFull))
        return QCoreApplication::translate("text", "The disk is full: nothing new starts, answers on their way are "
                                                   "kept. Free some space; it goes on by itself.");
    const QString path = nameText(QDir::toNativeSeparators(where));
    if (reason == toName(ErrorKind::FileMissing))
        return QCoreApplication::translate(
                   "text", "Another program moved, replaced or deleted “%1” while it was in use: nothing new is sent. "
                           "Put the file back and work goes on by itself. To use the one that is there now, close "
                           "Fornada and start it again; what could not be saved until then is lost.")
            .arg(path);
    return QCoreApplication::translate("text", "“%1” cannot be written: nothing new starts, answers on their way are "
                                               "kept. Check the disk and the folder's permissions; it goes on by "
                                               "itself when it can be written again.")
        .arg(path);
}

} // namespace fornada
