#include "pages/settings_page.h"
#include "text/format.h"
#include "widgets/backup_list.h"
#include "widgets/client_list.h"
#include "widgets/form_field.h"
#include "widgets/keep_translated.h"
#include "widgets/page_bar.h"
#include "widgets/results_place.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QUrl>

// How the page looks, and what only the window remembers; what it does is in settings_page.cpp.
namespace fornada {

namespace {

constexpr int kColumnWidth = 640;
constexpr int kNumberWidth = 132;

template<class E>
void choose(QComboBox *box, E value)
{
    box->setCurrentIndex(box->findData(int(value)));
}

} // namespace

SettingsPage::SettingsPage(const UiContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
{
    auto *bar = new PageBar(context.theme);
    m_title = bar->title();
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(makeBody());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(scroll, 1);
    setMain(m_language);
    keepTranslated(this, [this] { setTexts(); });
}

QWidget *SettingsPage::makeBody()
{
    auto *body = new QWidget;
    body->setProperty("role", QStringLiteral("page"));
    auto *inner = new QWidget;
    inner->setMaximumWidth(kColumnWidth);
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::normal);
    makeLook(column);
    makeResults(column);
    makeMoney(column);
    makeClients(column);
    makeKeeping(column);
    makeNotifications(column);
    makeData(column);
    column->addStretch();
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(space::wide * 2, space::wide, space::wide, space::wide);
    row->addWidget(inner, 3);
    row->addStretch(1);
    return body;
}

QLabel *SettingsPage::section(QVBoxLayout *column)
{
    if (!m_sections.isEmpty()) {
        auto *line = new QFrame;
        line->setProperty("role", QStringLiteral("line"));
        line->setFixedHeight(1);
        column->addSpacing(space::small);
        column->addWidget(line);
    }
    auto *title = new QLabel;
    title->setFont(m_context.theme.font(TextSize::Title));
    column->addWidget(title);
    m_sections.append(title);
    return title;
}

void SettingsPage::makeLook(QVBoxLayout *column)
{
    section(column);
    m_languageField = new FormField(m_context.theme);
    m_language = m_languageField->add(new QComboBox, 1);
    m_language->setObjectName(QStringLiteral("language"));
    for (const auto choice : {LanguageChoice::System, LanguageChoice::English, LanguageChoice::Portuguese})
        m_language->addItem(QString(), int(choice));
    m_themeField = new FormField(m_context.theme);
    m_theme = m_themeField->add(new QComboBox, 1);
    m_theme->setObjectName(QStringLiteral("theme"));
    for (const auto choice : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
        m_theme->addItem(QString(), int(choice));
    auto *row = new QHBoxLayout;
    row->setSpacing(space::wide);
    row->addWidget(m_languageField, 1);
    row->addWidget(m_themeField, 1);
    column->addLayout(row);
    connect(m_language, &QComboBox::activated, this, [this] {
        const auto choice = LanguageChoice(m_language->currentData().toInt());
        m_context.settings.setValue(QStringLiteral("look/language"), toName(choice));
        m_context.language.setChoice(choice);
    });
    connect(m_theme, &QComboBox::activated, this, [this] {
        const auto choice = ThemeChoice(m_theme->currentData().toInt());
        m_context.settings.setValue(QStringLiteral("look/theme"), toName(choice));
        m_context.theme.setChoice(choice);
    });
}

void SettingsPage::makeResults(QVBoxLayout *column)
{
    section(column);
    m_results = new ResultsPlace(m_context);
    column->addWidget(m_results);
}

FormField *SettingsPage::number(QVBoxLayout *column, const char *setting, double scale)
{
    Entry entry;
    entry.setting = QString::fromLatin1(setting);
    entry.scale = scale;
    entry.field = new FormField(m_context.theme);
    entry.field->setObjectName(entry.setting + QStringLiteral("Field"));
    entry.editor = entry.field->add(new QLineEdit);
    entry.editor->setObjectName(entry.setting);
    entry.editor->setFixedWidth(kNumberWidth);
    entry.editor->setAlignment(Qt::AlignRight);
    entry.editor->setMaxLength(16);
    entry.field->addWord()->setObjectName(entry.setting + QStringLiteral("Word"));
    entry.field->add(new QWidget, 1);
    column->addWidget(entry.field);
    m_entries.append(entry);
    connect(entry.editor, &QLineEdit::editingFinished, this, [this, entry] { send(entry); });
    connect(entry.editor, &QLineEdit::textEdited, this, [this, entry] {
        bool ok = false;
        (void)storedText(entry, QLocale(), &ok);
        if (ok)
            entry.field->setError({});
    });
    return entry.field;
}

void SettingsPage::makeMoney(QVBoxLayout *column)
{
    section(column);
    number(column, "dayBudget");
    number(column, "resendPerJob");
    number(column, "resendPart", 0.01);
}

void SettingsPage::makeClients(QVBoxLayout *column)
{
    section(column);
    m_clients = new ClientList(m_context);
    column->addWidget(m_clients);
}

void SettingsPage::makeKeeping(QVBoxLayout *column)
{
    section(column);
    number(column, "keepRawDays");
    number(column, "keepEventsDays");
    number(column, "keepBatchesDays");
}

void SettingsPage::makeNotifications(QVBoxLayout *column)
{
    section(column);
    for (const char *name : {"notify/batchEnds", "notify/needsYou", "notify/parked", "window/closeToTray"}) {
        auto *box = new QCheckBox;
        const QString key = QString::fromLatin1(name);
        box->setObjectName(key);
        box->setChecked(m_context.settings.value(key, true).toBool());
        connect(box, &QCheckBox::toggled, this, [this, key](bool on) { m_context.settings.setValue(key, on); });
        column->addWidget(box);
        m_notifications.append(std::pair(key, box));
    }
}

void SettingsPage::makeData(QVBoxLayout *column)
{
    section(column);
    m_dataField = new FormField(m_context.theme);
    m_data = m_dataField->add(new QLabel, 1);
    m_data->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_data->setWordWrap(true);
    m_openData = m_dataField->add(new QPushButton);
    m_openData->setIcon(m_context.theme.icon(QStringLiteral("folder")));
    m_backups = new BackupList(m_context);
    column->addWidget(m_dataField);
    column->addWidget(m_backups);
    connect(m_openData, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_context.link.dataFolder())); });
    connect(m_backups, &BackupList::restoreWanted, this, &SettingsPage::restoreWanted);
}

void SettingsPage::fillChoices()
{
    choose(m_language, m_context.language.choice());
    choose(m_theme, m_context.theme.choice());
    for (const auto &[key, box] : std::as_const(m_notifications))
        box->setChecked(m_context.settings.value(key, true).toBool());
}

void SettingsPage::setTexts()
{
    m_title->setText(tr("Settings"));
    const QStringList sections = {
        tr("Language and look"),        tr("Results"),       tr("Money"),           tr("Clients"),
        tr("How long things are kept"), tr("Notifications"), tr("Data and backups")};
    for (qsizetype i = 0; i < m_sections.size(); ++i)
        m_sections.at(i)->setText(sections.at(i));
    m_languageField->setTitle(tr("Language"));
    m_themeField->setTitle(tr("Theme"));
    const QStringList languages = {tr("Like the system"), QStringLiteral("English"),
                                   QStringLiteral("Português (Brasil)")};
    const QStringList themes = {tr("Like the system"), tr("Light"), tr("Dark")};
    for (int i = 0; i < 3; ++i) {
        m_language->setItemText(i, languages.at(i));
        m_theme->setItemText(i, themes.at(i));
    }
    m_openData->setText(tr("Open"));
    m_openData->setAccessibleName(tr("Open the data folder"));
    m_dataField->setTitle(tr("Data folder"));
    if (m_data->text().isEmpty())
        m_data->setText(QDir::toNativeSeparators(m_context.link.dataFolder()));
    const auto entry = [this](const char *setting, const QString &title, const QString &word, const QString &hint,
                              const QString &empty) {
        const QString name = QString::fromLatin1(setting);
        auto *field = findChild<FormField *>(name + QStringLiteral("Field"));
        field->setTitle(title);
        field->setHint(hint);
        findChild<QLabel *>(name + QStringLiteral("Word"))->setText(word);
        findChild<QLineEdit *>(name)->setPlaceholderText(empty);
    };
    const QString currency = currencySign();
    entry("dayBudget", tr("Budget a day, over everything"), currency,
          tr("When it is used up, nothing more is sent until tomorrow."), tr("no budget"));
    entry("resendPerJob", tr("A request without an answer is sent again by itself when it may cost at most"), currency,
          tr("Above that it waits for you: it may have been done and charged already."), QString());
    entry("resendPart", tr("and all such repeats of a batch together at most"), tr("% of its estimate"), QString(),
          QString());
    const QString days = tr("days"), never = tr("never");
    entry("keepRawDays", tr("Delete the providers' raw answers of finished batches after"), days,
          tr("They are only for looking at; results and costs stay. Result files are never deleted by Fornada."),
          never);
    entry("keepEventsDays", tr("Delete entries of the activity log after"), days,
          tr("Budgets and the books are not touched; what is deleted cannot be undone any more."), never);
    entry("keepBatchesDays", tr("Remove finished and cancelled batches that nobody has touched for"), days,
          tr("Not those that need you. Result files stay; for a week it can be undone in Activity. Their rows count as "
             "not made yet."),
          never);
    const QStringList notes = {tr("When a batch ends"), tr("When something needs you"),
                               tr("When a limit stops work until tomorrow"),
                               tr("Closing the window while work goes on keeps it in the tray, where there is one")};
    for (qsizetype i = 0; i < m_notifications.size(); ++i)
        m_notifications.at(i).second->setText(notes.at(i));
    fillChoices();
    translateNumbers();
    if (isVisible())
        measure(); // its figure is a number, too
}

} // namespace fornada
