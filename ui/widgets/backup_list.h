#pragma once

#include "window/ui_context.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace fornada {

// A copy of the database, as lists show it.
struct BackupFacts {
    QString path;
    Wall made = {};
    qint64 bytes = 0;
};

// Newest first. Reads the disk: off the UI thread.
QList<BackupFacts> backupsIn(const QString &folder);
// "21 Nov 14:05 · 3.2 MB".
QString backupText(const BackupFacts &backup, Wall now);

// The backups there are, one more on demand, and the way back to one. UI thread; part of the settings page.
class BackupList final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BackupList)
public:
    explicit BackupList(const UiContext &context, QWidget *parent = nullptr);
    void refresh();

Q_SIGNALS:
    void restoreWanted(const QString &backup);

private:
    void setTexts();
    void fill(const QList<BackupFacts> &backups);
    void backUp();
    void restore();

    const UiContext m_context;
    QList<BackupFacts> m_backups;
    QLabel *m_title, *m_note;
    QListWidget *m_list;
    QPushButton *m_make, *m_restore;
};

} // namespace fornada
