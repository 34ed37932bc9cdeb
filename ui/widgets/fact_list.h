#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace fornada {

// Names and values, aligned; a value that is empty takes no line. UI thread.
class FactList final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FactList)
public:
    explicit FactList(QWidget *parent = nullptr);
    void setFacts(const QList<std::pair<QString, QString>> &facts);

private:
    QGridLayout *m_grid;
    QList<std::pair<QLabel *, QLabel *>> m_lines;
};

} // namespace fornada
