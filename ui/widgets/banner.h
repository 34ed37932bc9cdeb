#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QHBoxLayout;

namespace fornada {

class Theme;

// One line above the page that says what happened, in place of a message box. Goes away by its cross. UI thread.
class Banner final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Banner)
public:
    enum class Kind { Info, Warning, Bad };

    explicit Banner(const Theme &theme, QWidget *parent = nullptr);
    void tell(Kind kind, const QString &text);
    // The same with one thing to do about it.
    void tell(Kind kind, const QString &text, const QString &button, std::function<void()> deed);
    QString text() const;

private:
    const Theme &m_theme;
    QHBoxLayout *m_layout;
    QLabel *m_icon, *m_text;
    QWidget *m_button = nullptr;
};

} // namespace fornada
