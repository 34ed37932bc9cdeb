#include "dialogs/account_dialog.h"

#include "dialogs/limit_form.h"
#include "text/account_text.h"
#include "text/error_text.h"
#include "text/format.h"
#include "widgets/banner.h"
#include "widgets/form_field.h"
#include "widgets/set_role.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

// What the dialog does; how it looks is in account_dialog_layout.cpp.
namespace fornada {

namespace {

// Where each provider lives unless somebody knows better.
QString usualAddress(ProviderKind kind)
{
    switch (kind) {
    case ProviderKind::Gemini:
        return QStringLiteral("https://generativelanguage.googleapis.com/v1beta");
    case ProviderKind::OpenAi:
        return QStringLiteral("https://api.openai.com/v1");
    case ProviderKind::Sandbox:
    case ProviderKind::Worker:
        break;
    }
    return {};
}

bool isAddress(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool http = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    return url.isValid() && http && !url.host().isEmpty() && url.userInfo().isEmpty();
}

bool isVariable(const QString &text)
{
    static const QRegularExpression name(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    return name.match(text.trimmed()).hasMatch();
}

} // namespace

ProviderKind AccountDialog::kind() const
{
    return ProviderKind(m_kind->currentData().toInt());
}

AccountDialog::KeyBy AccountDialog::keyBy() const
{
    return KeyBy(m_keyBy->currentData().toInt());
}

bool AccountDialog::keyIsKnown() const
{
    return !m_isNew && m_known.keyEnv.isEmpty() && keyBy() != KeyBy::Environment;
}

void AccountDialog::fill(const Account &account)
{
    m_known = account;
    m_name->setText(account.name);
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(int(account.kind))));
    m_url->setText(account.url.toString());
    m_budget->setText(account.dayBudget ? editableMoney(*account.dayBudget) : QString());
    m_free->setChecked(account.free);
    m_ownNetwork->setChecked(account.allowPrivateAddresses);
    m_limits->setLimits(account.limits);
    const bool needsKey = account.kind == ProviderKind::Gemini || account.kind == ProviderKind::OpenAi;
    const KeyBy by = !account.keyEnv.isEmpty() ? KeyBy::Environment
                     : needsKey || m_isNew     ? KeyBy::Keychain
                                               : KeyBy::AsItIs;
    if (by == KeyBy::AsItIs)
        m_keyBy->addItem(QString(), int(by));
    m_keyBy->setCurrentIndex(m_keyBy->findData(int(by)));
    m_key->setText(account.keyEnv);
    followKind();
    followKeyBy();
}

// A new kind brings its usual address along, unless one was typed.
void AccountDialog::followKind()
{
    const bool sandbox = kind() == ProviderKind::Sandbox;
    const QString text = m_url->text().trimmed();
    const bool untouched =
        text.isEmpty() || text == usualAddress(ProviderKind::Gemini) || text == usualAddress(ProviderKind::OpenAi);
    if (m_isNew && untouched)
        m_url->setText(usualAddress(kind()));
    for (FormField *field : {m_keyByField, m_keyField})
        field->setVisible(!sandbox);
    m_urlField->setVisible(!sandbox || !m_known.url.isEmpty());
    if (m_isNew && kind() == ProviderKind::Worker && m_key->text().isEmpty())
        m_keyBy->setCurrentIndex(m_keyBy->findData(int(KeyBy::None)));
    if (m_isNew && kind() != ProviderKind::Worker && keyBy() == KeyBy::None)
        m_keyBy->setCurrentIndex(m_keyBy->findData(int(KeyBy::Keychain)));
    followKeyBy();
}

void AccountDialog::followKeyBy()
{
    const bool variable = keyBy() == KeyBy::Environment;
    m_keyField->setVisible(kind() != ProviderKind::Sandbox && keyBy() != KeyBy::None && keyBy() != KeyBy::AsItIs);
    m_key->setEchoMode(variable ? QLineEdit::Normal : QLineEdit::Password);
    m_keyField->setTitle(variable ? tr("Name of the variable") : tr("Key"));
    m_key->setPlaceholderText(variable       ? QStringLiteral("GEMINI_API_KEY")
                              : keyIsKnown() ? tr("as it is; type to replace it")
                                             : QString());
    m_keyField->setHint(variable                    ? tr("Fornada reads it from the environment it was started in.")
                        : keyBy() == KeyBy::Session ? tr("Forgotten when Fornada ends.")
                                                    : tr("Kept by this desktop's keychain, never in Fornada's files."));
    check();
}

bool AccountDialog::check()
{
    const QString name = m_name->text().trimmed();
    m_nameField->setError(!m_isNew || m_added    ? QString()
                          : name.isEmpty()       ? tr("An account needs a name")
                          : m_book.account(name) ? tr("There is an account of this name already")
                                                 : QString());
    const bool sandbox = kind() == ProviderKind::Sandbox;
    m_urlField->setError((sandbox && m_url->text().trimmed().isEmpty()) || isAddress(m_url->text())
                             ? QString()
                             : tr("Write it like https://example.com/path, without a key in it"));
    const QString key = m_key->text().trimmed();
    QString keyWrong;
    if (!sandbox && keyBy() == KeyBy::Environment && !isVariable(key))
        keyWrong = tr("The name of a variable, like GEMINI_API_KEY; not the key itself");
    else if (!sandbox && keyBy() != KeyBy::None && keyBy() != KeyBy::Environment && key.isEmpty() && !keyIsKnown())
        keyWrong = tr("Paste the key, or choose another way");
    m_keyField->setError(keyWrong);
    const auto budget = typedMoney(m_budget->text());
    m_budgetField->setError(
        m_budget->text().trimmed().isEmpty() || (budget && budget->micros >= 0)
            ? QString()
            : tr("An amount like %1, or nothing for no budget").arg(editableMoney(Money{5'000'000})));
    bool well = m_limits->check();
    for (const FormField *field : {m_nameField, m_urlField, m_keyField, m_budgetField})
        well = well && field->error().isEmpty();
    m_save->setEnabled(well);
    m_test->setEnabled(m_urlField->error().isEmpty() && keyWrong.isEmpty());
    return well;
}

QJsonObject AccountDialog::asTyped() const
{
    QJsonObject args{{QStringLiteral("account"), m_name->text().trimmed()},
                     {QStringLiteral("kind"), toName(kind())},
                     {QStringLiteral("keyEnv"), keyBy() == KeyBy::Environment ? m_key->text().trimmed() : QString()}};
    if (const QString url = m_url->text().trimmed(); !url.isEmpty())
        args.insert(QStringLiteral("url"), url);
    return args;
}

void AccountDialog::test()
{
    QJsonObject args = asTyped();
    if (keyBy() == KeyBy::Keychain || keyBy() == KeyBy::Session)
        args.insert(QStringLiteral("key"), m_key->text().trimmed());
    m_test->setEnabled(false);
    setRole(m_result, "muted");
    m_result->setText(tr("Asking…"));
    m_context.commands.ask(QStringLiteral("account.test"), args, this, [this](Result<QJsonObject> reply) {
        m_test->setEnabled(true);
        const bool good = reply && reply->value(QLatin1String("ok")).toBool();
        setRole(m_result, good ? "good" : "bad");
        m_result->setText(reply ? testText(*reply) : sentence(reply.error()));
        m_models->setText(reply ? modelsText(*reply) : QString());
        m_models->setVisible(!m_models->text().isEmpty());
    });
}

void AccountDialog::save()
{
    const auto limits = m_limits->limits();
    if (!check() || !limits)
        return;
    QJsonObject args = asTyped();
    const auto budget = typedMoney(m_budget->text());
    if (budget || m_known.dayBudget)
        args.insert(QStringLiteral("dayBudget"), budget ? toDecimal(*budget) : QStringLiteral("none"));
    args.insert(QStringLiteral("free"), m_free->isChecked());
    args.insert(QStringLiteral("ownNetwork"), m_ownNetwork->isChecked());
    args.insert(QStringLiteral("limits"), *limits);
    m_save->setEnabled(false);
    const QString name = m_name->text().trimmed();
    const bool add = m_isNew && !m_added;
    m_context.commands.ask(add ? QStringLiteral("account.add") : QStringLiteral("account.set"), args, this,
                           [this, name](Result<QJsonObject> reply) {
                               m_save->setEnabled(true);
                               if (!reply) {
                                   showRefusal(reply.error());
                                   return;
                               }
                               m_added = true;
                               saveKey(name);
                           });
}

// Only what was typed: an empty field leaves the key as it is. One that somebody chose to do without is forgotten.
void AccountDialog::saveKey(const QString &name)
{
    const QString key = m_key->text().trimmed();
    const bool typed = keyBy() == KeyBy::Keychain || keyBy() == KeyBy::Session;
    const bool forget =
        !typed && keyBy() != KeyBy::AsItIs && !m_isNew && m_known.keyEnv.isEmpty() && kind() != ProviderKind::Sandbox;
    if ((typed && key.isEmpty()) || (!typed && !forget)) {
        finish(name);
        return;
    }
    m_save->setEnabled(false);
    QJsonObject args{{QStringLiteral("account"), name}};
    if (typed) {
        args.insert(QStringLiteral("key"), key);
        args.insert(QStringLiteral("place"),
                    keyBy() == KeyBy::Session ? QStringLiteral("session") : QStringLiteral("keychain"));
    }
    setRole(m_result, "muted");
    m_result->setText(typed && keyBy() == KeyBy::Keychain ? tr("Waiting for the keychain…") : QString());
    m_context.commands.ask(QStringLiteral("account.key"), args, this, [this, name, typed](Result<QJsonObject> reply) {
        m_save->setEnabled(true);
        m_result->clear();
        if (reply || !typed) // nothing to forget where there is no keychain
            finish(name);
        else
            showRefusal(reply.error());
    });
}

void AccountDialog::finish(const QString &name)
{
    m_key->clear();
    Q_EMIT saved(name);
    accept();
}

// A missing keychain is said beside the choice that needs it; the other ways are one click away.
void AccountDialog::showRefusal(const Error &error)
{
    if (error.kind == ErrorKind::KeychainMissing)
        m_keyByField->setError(tr("There is no keychain on this machine. Choose an environment variable, or this "
                                  "session only."));
    else if (error.kind == ErrorKind::KeychainRefused)
        m_keyByField->setError(tr("The keychain is locked or refused. Unlock it and save again, or choose another "
                                  "way."));
    else if (error.kind == ErrorKind::BadUrl)
        m_urlField->setError(sentence(error));
    else if (error.kind != ErrorKind::BadArgument || !m_limits->showError(error))
        m_banner->tell(Banner::Kind::Bad, sentence(error));
}

} // namespace fornada
