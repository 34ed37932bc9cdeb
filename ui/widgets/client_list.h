#pragma once

#include "window/ui_context.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace fornada {

// What each client may spend and how many results it may still have, with the way to change it. UI thread; part of the
// settings page.
class ClientList final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientList)
public:
    explicit ClientList(const UiContext &context, QWidget *parent = nullptr);
    void refresh();

private:
    void setTexts();
    void fill(const QList<ClientStanding> &clients);
    void open(const Client &client);

    const UiContext m_context;
    QList<ClientStanding> m_clients;
    QLabel *m_note;
    QTableWidget *m_table;
    QPushButton *m_add, *m_change;
};

} // namespace fornada
