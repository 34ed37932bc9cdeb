#pragma once

#include "widgets/form_field.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

namespace fornada {

// What a field's title, hint or error says.
inline QString noteOf(QWidget *editor)
{
    for (QWidget *parent = editor; parent; parent = parent->parentWidget())
        if (auto *field = qobject_cast<FormField *>(parent))
            return field->error();
    return {};
}

inline void typeInto(QLineEdit *editor, const QString &text)
{
    editor->selectAll();
    QTest::keyClick(editor, Qt::Key_Delete);
    QTest::keyClicks(editor, text);
}

inline void pick(QComboBox *box, const QString &text)
{
    box->setCurrentIndex(box->findText(text));
    Q_EMIT box->activated(box->currentIndex());
}

// Says yes to what is asked over a window.
inline void agreeIn(const QWidget &window)
{
    auto *box = window.findChild<QMessageBox *>();
    QVERIFY(box);
    for (QAbstractButton *candidate : box->buttons())
        if (box->buttonRole(candidate) == QMessageBox::DestructiveRole)
            QTest::mouseClick(candidate, Qt::LeftButton);
}

} // namespace fornada
