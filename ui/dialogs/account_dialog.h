#pragma once

#include "models/setup_book.h"
#include "window/ui_context.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fornada {

class Banner;
class FormField;
class LimitForm;

// An account in the making, or one that is changed: provider, address, key, budget and limits; tested before it is
// saved. The key goes to the engine in a command of its own and is never shown again. UI thread; lives while open.
class AccountDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountDialog)
public:
    // account empty: a new one.
    AccountDialog(const UiContext &context, const SetupBook &book, const QString &account, QWidget *parent);

Q_SIGNALS:
    void saved(const QString &account);

private:
    // How the key is found. A worker may have one or none, and nobody tells which: that is left as it is.
    enum class KeyBy { Keychain, Environment, Session, None, AsItIs };

    QWidget *makeForm();
    void makeKey();
    QWidget *makeButtons();
    void setTexts();
    void fill(const Account &account);
    void followKind();
    void followKeyBy();
    bool check();
    ProviderKind kind() const;
    KeyBy keyBy() const;
    bool keyIsKnown() const; // nothing typed means: as it is
    QJsonObject asTyped() const;
    void test();
    void save();
    void saveKey(const QString &name);
    void finish(const QString &name);
    void showRefusal(const Error &error);

    const UiContext m_context;
    const SetupBook &m_book;
    const bool m_isNew;
    bool m_added = false; // the account is there; what is left is its key
    Account m_known;

    Banner *m_banner;
    FormField *m_nameField, *m_kindField, *m_urlField, *m_keyByField, *m_keyField, *m_budgetField;
    QLineEdit *m_name, *m_url, *m_key, *m_budget;
    QComboBox *m_kind, *m_keyBy;
    QCheckBox *m_free, *m_ownNetwork;
    QLabel *m_limitsTitle, *m_result, *m_models;
    LimitForm *m_limits;
    QPushButton *m_test, *m_save, *m_cancel;
};

} // namespace fornada
