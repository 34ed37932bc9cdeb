#pragma once

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace fornada {

class Actions;
class Theme;

// Every action by its name: type a part of it, Enter runs it. UI thread; lives while it is open.
class CommandPalette final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandPalette)
public:
    CommandPalette(const Theme &theme, const Actions &actions, QWidget *parent);
    void popUp();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void fill(const QString &text);
    void run();

    const Theme &m_theme;
    const Actions &m_actions;
    QLineEdit *m_text;
    QListWidget *m_list;
};

} // namespace fornada
