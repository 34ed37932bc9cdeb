#pragma once

#include <QFrame>

#include <functional>
#include <optional>

class QLabel;
class QHBoxLayout;
class QPushButton;

namespace fornada {

class Theme;

// One line above the page that says what happened, in place of a message box. Goes away by its cross. What offers a
// button is not lost to what comes next: one of both waits until the other has gone. UI thread.
class Banner final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Banner)
public:
    enum class Kind { Info, Warning, Bad };

    explicit Banner(const Theme &theme, QWidget *parent = nullptr);
    // Answers what was just done: told at once.
    void tell(Kind kind, const QString &text);
    // The same with one thing to do about it.
    void tell(Kind kind, const QString &text, const QString &button, std::function<void()> deed);
    // Told without having been asked for: good news waits while a button is offered.
    void tellNews(Kind kind, const QString &text, const QString &button = {}, std::function<void()> deed = {});
    // Is over: goes, shown or waiting.
    void withdraw(const QString &text);
    bool isTelling(const QString &text) const { return !isHidden() && this->text() == text; }
    QString text() const { return m_told.text; }

protected:
    void hideEvent(QHideEvent *event) override;

private:
    struct Message {
        Kind kind = Kind::Info;
        QString text, button;
        std::function<void()> deed;
        bool isNews = false;
    };
    void put(const Message &message);
    void drawIcon();
    void putButton(const QString &label);
    void goOn();
    bool offersButton() const { return !isHidden() && !m_told.button.isEmpty(); }

    const Theme &m_theme;
    QHBoxLayout *m_layout;
    QLabel *m_icon, *m_text;
    QPushButton *m_button = nullptr;
    Message m_told;
    std::optional<Message> m_next; // when that has gone
};

} // namespace fornada
