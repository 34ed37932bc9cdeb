#pragma once

#include "base/result.h"
#include "model/recipe.h"

#include <QJsonObject>
#include <QStringList>

namespace fornada {

// Are the files that rows bring what their steps need? Told by their first bytes, whatever they are called: what a
// provider would refuse, it shall not be asked.
class FileKinds {
public:
    // fields: those that hold files.
    FileKinds(const Recipe &recipe, const QStringList &fields);

    // The row has whole paths. Addresses are looked at when they are fetched.
    Status check(const QJsonObject &row) const;

private:
    QStringList m_fields, m_pictures; // those of which are to be pictures
};

} // namespace fornada
