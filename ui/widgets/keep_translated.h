#pragma once

#include <QEvent>
#include <QWidget>

#include <functional>

namespace fornada {

// Sets a widget's texts now, and again whenever the language changes. Owned by the widget.
class KeepTranslated final : public QObject {
public:
    KeepTranslated(QWidget *widget, std::function<void()> setTexts)
        : QObject(widget)
        , m_setTexts(std::move(setTexts))
    {
        widget->installEventFilter(this);
        m_setTexts();
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::LanguageChange)
            m_setTexts();
        return false;
    }

private:
    const std::function<void()> m_setTexts;
};

inline void keepTranslated(QWidget *widget, std::function<void()> setTexts)
{
    new KeepTranslated(widget, std::move(setTexts));
}

} // namespace fornada
