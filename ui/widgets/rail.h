#pragma once

#include <QHash>
#include <QWidget>

#include <functional>

class QButtonGroup;
class QVBoxLayout;

namespace fornada {

class Theme;

// The pages, one under the other: picture over name; the one shown is marked by a bar of the accent. UI thread.
class Rail final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Rail)
public:
    explicit Rail(const Theme &theme, QWidget *parent = nullptr);

    // name is stable; text is asked for again when the language changes.
    void add(const QString &name, const QString &icon, std::function<QString()> text);
    void setCurrent(const QString &name);
    void setBadge(const QString &name, qint64 count); // 0: none

Q_SIGNALS:
    void chosen(const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Button;

    const Theme &m_theme;
    QVBoxLayout *m_layout;
    QButtonGroup *m_group;
    QHash<QString, Button *> m_buttons;
};

} // namespace fornada
