#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace fornada {

class Theme;

// The strip above a page's content: its title, how many there are, and to their right what narrows or adds to them.
class PageBar final : public QFrame {
    Q_OBJECT
public:
    explicit PageBar(const Theme &theme, QWidget *parent = nullptr);

    QLabel *title() const { return m_title; }
    QLabel *addCount();
    QHBoxLayout *row() const { return m_row; }

private:
    QHBoxLayout *m_row;
    QLabel *m_title;
};

} // namespace fornada
