#include "pages/settings_page.h"

#include "text/error_text.h"
#include "text/format.h"
#include "widgets/backup_list.h"
#include "widgets/client_list.h"
#include "widgets/form_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>

// What the page does; how it looks is in settings_page_layout.cpp.
namespace fornada {

namespace {

// An empty entry of the engine's settings means this.
const QHash<QString, QString> &usualValues()
{
    static const QHash<QString, QString> values = {{QStringLiteral("resendPerJob"), QStringLiteral("0.01")},
                                                   {QStringLiteral("resendPart"), QStringLiteral("0.02")}};
    return values;
}

bool isMoney(const QString &setting)
{
    return setting == QLatin1String("dayBudget") || setting == QLatin1String("resendPerJob");
}

bool isDays(const QString &setting)
{
    return setting.startsWith(QLatin1String("keep"));
}

// Walks the folder; a database in the middle of its work changes under it, which only makes the figure a little old.
qint64 sizeOf(const QString &folder, const std::atomic_bool &cancelled)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext() && !cancelled) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

} // namespace

struct SettingsPage::Stored {
    QHash<QString, QString> values;
};

void SettingsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    fillChoices();
    read();
    measure();
    m_clients->refresh();
    m_backups->refresh();
}

void SettingsPage::read()
{
    QStringList names;
    for (const Entry &entry : std::as_const(m_entries))
        names.append(entry.setting);
    m_context.reads.read<Stored>(
        this,
        [names](ReadPort &port, const ReadDesk::Cancelled &) -> Result<Stored> {
            Stored stored;
            for (const QString &name : names) {
                const auto value = port.setting(name);
                if (!value)
                    return value.error();
                stored.values.insert(name, *value);
            }
            return stored;
        },
        [this](Result<Stored> stored) {
            if (stored)
                fill(*stored);
            else
                Q_EMIT m_context.commands.refused(stored.error());
        });
}

// What is being typed is left alone.
void SettingsPage::fill(const Stored &stored)
{
    for (const Entry &entry : std::as_const(m_entries)) {
        if (entry.editor->hasFocus() && entry.editor->isModified())
            continue;
        const QString value = stored.values.value(entry.setting);
        entry.editor->setText(shownText(entry, value.isEmpty() ? usualValues().value(entry.setting) : value));
        entry.field->setError({});
    }
}

// What is there, typed or not, means the same in the new language; what makes no sense stays as it was typed.
void SettingsPage::translateNumbers()
{
    const QLocale before = std::exchange(m_locale, QLocale());
    for (const Entry &entry : std::as_const(m_entries)) {
        bool ok = false;
        const QString value = storedText(entry, before, &ok);
        if (!entry.field->error().isEmpty())
            entry.field->setError(wrongText(entry));
        if (!ok || value.isEmpty() || before == m_locale)
            continue;
        const bool isTyped = entry.editor->isModified();
        entry.editor->setText(shownText(entry, value));
        entry.editor->setModified(isTyped);
    }
}

void SettingsPage::measure()
{
    const QString folder = m_context.link.dataFolder();
    m_context.reads.read<qint64>(
        this,
        [folder](ReadPort &, const ReadDesk::Cancelled &cancelled) -> Result<qint64> {
            return sizeOf(folder, cancelled);
        },
        [this](Result<qint64> bytes) {
            if (bytes)
                m_data->setText(QStringLiteral("%1 · %2").arg(QDir::toNativeSeparators(m_context.link.dataFolder()),
                                                              bytesText(*bytes)));
        },
        ReadDesk::Lane::Scan);
}

QString SettingsPage::shownText(const Entry &entry, const QString &value)
{
    const auto money = isMoney(entry.setting) ? moneyFromDecimal(value) : std::nullopt;
    if (money)
        return editableMoney(*money);
    return value.isEmpty() || entry.scale == 1 ? value : QLocale().toString(value.toDouble() / entry.scale, 'g', 6);
}

QString SettingsPage::wrongText(const Entry &entry)
{
    return isMoney(entry.setting)  ? tr("An amount like %1, or nothing").arg(editableMoney(Money{5'000'000}))
           : isDays(entry.setting) ? tr("A number of days from 1 up, or nothing for never")
                                   : tr("A percentage from 0 to 100");
}

// The engine's form of what was typed in a language; ok is false when it makes no sense.
QString SettingsPage::storedText(const Entry &entry, const QLocale &locale, bool *ok)
{
    const QString text = entry.editor->text().trimmed();
    *ok = true;
    if (text.isEmpty())
        return {};
    if (isMoney(entry.setting)) {
        const auto money = typedMoney(text, {locale});
        *ok = money && money->micros >= 0;
        return money ? toDecimal(*money) : QString();
    }
    if (isDays(entry.setting)) {
        const int days = locale.toInt(text, ok);
        *ok = *ok && days >= 1 && days <= 36'500;
        return QString::number(days);
    }
    const double value = locale.toDouble(text, ok) * entry.scale;
    *ok = *ok && value >= 0 && value <= 1;
    return QString::number(value, 'g', 8);
}

void SettingsPage::send(const Entry &entry)
{
    bool ok = false;
    const QString value = storedText(entry, QLocale(), &ok);
    if (!ok) {
        entry.field->setError(wrongText(entry));
        return;
    }
    entry.field->setError({});
    if (!entry.editor->isModified())
        return;
    entry.editor->setModified(false);
    m_context.commands.ask(QStringLiteral("setting.set"),
                           {{QStringLiteral("name"), entry.setting}, {QStringLiteral("value"), value}}, this,
                           [this, field = entry.field](Result<QJsonObject> reply) {
                               field->setError(reply ? QString() : sentence(reply.error()));
                               m_context.pulse.refresh(); // the status line shows budgets
                           });
}

} // namespace fornada
