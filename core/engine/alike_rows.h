#pragma once

#include "model/recipe.h"
#include "results/picture_hash.h"

#include <QJsonObject>

namespace fornada {

// Finds rows that ask for nearly the same as an earlier one: their texts are equal but for case and blanks, and their
// pictures look alike. Those that ask for exactly the same are not told: they are made once anyway. Only what steps are
// asked with is compared, and only where results can be shared: a call or a message is meant for its own row.
// One thread at a time.
class AlikeRows {
public:
    struct Earlier {
        qint64 number = 0, line = 0;
    };

    // Without pictures, files are the same when their paths are.
    AlikeRows(const Recipe &recipe, const QStringList &fileFields, PictureHashes *pictures);

    bool canCompare() const { return m_canCompare; }
    // There are pictures, and they are not looked at.
    bool leavesPictures() const { return m_canCompare && !m_files.isEmpty() && !m_pictures; }
    // The row that this one looks like; one that looks like none is remembered.
    std::optional<Earlier> take(const Earlier &row, const QJsonObject &fields);

private:
    struct Entry {
        Earlier row;
        QByteArray exact;
        QList<quint64> looks;
    };
    void collect(const Step &step);
    void collectIn(const Step &step, const QJsonValue &value);
    const Entry *nearest(const QByteArray &words, const QList<quint64> &looks) const;

    bool m_canCompare = true;
    QStringList m_texts, m_files; // fields
    PictureHashes *m_pictures;
    QList<Entry> m_entries;
    QMultiHash<QByteArray, qsizetype> m_places; // of entries, by words and a part of the first picture's look
};

} // namespace fornada
