#pragma once

#include "model/batch.h"

#include <QWidget>

class QComboBox;
class QSettings;

namespace fornada {

class ElidingBox;

// Whose batches a list shows: a box for the client and one for the owner, each only there when it has something to tell
// apart. What was chosen is remembered under its place's name. UI thread.
class PeopleFilter final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PeopleFilter)
public:
    PeopleFilter(QSettings &settings, const QString &place, QWidget *parent = nullptr);

    void setBatches(const QList<Batch> &batches);
    QString client() const;
    QString owner() const;
    bool isAny() const { return client().isEmpty() && owner().isEmpty(); }
    bool admits(const Batch &batch) const;
    QList<Batch> admitted(const QList<Batch> &batches) const;
    // One batch is one client's and one owner's: there is nothing to choose then.
    void setWanted(bool wanted);
    // Everybody's again; changed() does not follow.
    void clear();

Q_SIGNALS:
    void changed();

private:
    void fill(QComboBox &box, QStringList names, const QString &remembered);
    void nameAll(); // the entries that stand for everybody
    void showWhereNeeded();
    ElidingBox *makeBox(const QString &name);

    QSettings &m_settings;
    const QString m_place;
    ElidingBox *m_client, *m_owner;
    bool m_wanted = true;
};

} // namespace fornada
