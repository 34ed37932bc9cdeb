#pragma once

#include <QPushButton>

namespace fornada {

// "?" beside a figure: says what it counts, to the eye, to the keyboard and to a screen reader. UI thread.
class ExplainButton final : public QPushButton {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExplainButton)
public:
    explicit ExplainButton(QWidget *parent = nullptr);
    void explain(const QString &figure, const QString &explanation);

private:
    void tell();
};

} // namespace fornada
