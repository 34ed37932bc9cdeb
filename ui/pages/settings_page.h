#pragma once

#include "pages/page.h"

#include <QLocale>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace fornada {

class BackupList;
class ClientList;
class FormField;
class ResultsPlace;

// What holds for the whole program: language, look, where results go, money, what is kept how long, notifications, the
// data and its backups. Every change holds at once. UI thread; owned by the main window.
class SettingsPage final : public Page {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsPage)
public:
    explicit SettingsPage(const UiContext &context, QWidget *parent = nullptr);

    bool wantsInspector() const override { return false; }
    bool wantsSearch() const override { return false; }

Q_SIGNALS:
    // The program ends in order, puts this backup in place and begins again.
    void restoreWanted(const QString &backup);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Stored;
    // A text of the engine's settings: read, checked beside the field, sent when it was changed.
    struct Entry {
        QString setting;
        FormField *field = nullptr;
        QLineEdit *editor = nullptr;
        double scale = 1; // what the operator sees times this is stored
    };

    QWidget *makeBody();
    void makeLook(QVBoxLayout *column);
    void makeResults(QVBoxLayout *column);
    void makeMoney(QVBoxLayout *column);
    void makeClients(QVBoxLayout *column);
    void makeKeeping(QVBoxLayout *column);
    void makeNotifications(QVBoxLayout *column);
    void makeData(QVBoxLayout *column);
    QLabel *section(QVBoxLayout *column);
    FormField *number(QVBoxLayout *column, const char *setting, double scale = 1);
    void setTexts();
    void fillChoices();
    void read();
    void fill(const Stored &stored);
    void measure();
    void send(const Entry &entry);
    void translateNumbers();
    static QString shownText(const Entry &entry, const QString &value);
    static QString storedText(const Entry &entry, const QLocale &locale, bool *ok);
    static QString wrongText(const Entry &entry);

    const UiContext m_context;
    QList<Entry> m_entries;
    QLocale m_locale; // that the numbers are written in
    QLabel *m_title = nullptr;
    QList<QLabel *> m_sections;
    QComboBox *m_language = nullptr, *m_theme = nullptr;
    FormField *m_languageField = nullptr, *m_themeField = nullptr, *m_dataField = nullptr;
    QLabel *m_data = nullptr;
    QPushButton *m_openData = nullptr;
    ResultsPlace *m_results = nullptr;
    QList<std::pair<QString, QCheckBox *>> m_notifications; // by QSettings name
    ClientList *m_clients = nullptr;
    BackupList *m_backups = nullptr;
};

} // namespace fornada
