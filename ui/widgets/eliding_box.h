#pragma once

#include <QComboBox>

namespace fornada {

// A combo box that ends a text too long for it with an ellipsis and tells the whole of it as its tool tip: Qt cuts it
// in the middle of a letter as soon as a style sheet is at work. An entry may have a shorter text for where there is
// little room; the box is never narrower than that. UI thread.
class ElidingBox final : public QComboBox {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElidingBox)
public:
    explicit ElidingBox(QWidget *parent = nullptr);

    void setShortText(int index, const QString &text);
    QString shownText() const; // as it is drawn
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    int room() const; // for the text
};

} // namespace fornada
