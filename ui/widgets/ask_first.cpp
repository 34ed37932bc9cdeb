#include "widgets/ask_first.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace fornada {

void askFirst(QWidget *parent, const QString &question, const QString &consequence, const QString &yes,
              std::function<void()> deed)
{
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, QStringLiteral("Fornada"), question, QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText); // names of queues and batches are in it
    box->setInformativeText(consequence);
    const QAbstractButton *agreed = box->addButton(yes, QMessageBox::DestructiveRole);
    QPushButton *keep = box->addButton(QCoreApplication::translate("ask", "Keep"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    QObject::connect(box, &QMessageBox::buttonClicked, parent,
                     [agreed, deed = std::move(deed)](const QAbstractButton *button) {
                         if (button == agreed)
                             deed();
                     });
    box->open();
}

} // namespace fornada
