#pragma once

#include <QJsonObject>
#include <QLocale>
#include <QWidget>

class QFormLayout;

namespace fornada {

// What a recipe lets a batch set, each filled with what holds otherwise. UI thread.
class ParameterForm final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ParameterForm)
public:
    explicit ParameterForm(QWidget *parent = nullptr);
    void show(const QJsonObject &defaults);

    // Only what was changed, with the type that it has in the recipe.
    QJsonObject values() const;
    // The parameter whose text is not what the recipe needs there; empty when all is well.
    QString problem() const;

Q_SIGNALS:
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeEditor(const QString &name, const QJsonValue &value);

    QFormLayout *m_form;
    QJsonObject m_defaults; // what the editors are made for, in the order of its keys
    QLocale m_locale;       // that numbers were typed in
};

} // namespace fornada
