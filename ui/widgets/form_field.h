#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace fornada {

class Theme;

// A titled entry of a form: its editors side by side, and beneath them a hint or, in red, what is wrong. UI thread.
class FormField final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormField)
public:
    explicit FormField(const Theme &theme, QWidget *parent = nullptr);

    // Returns the editor; the first one is what the title speaks for.
    template<class W>
    W *add(W *editor, int stretch = 0)
    {
        addEditor(editor, stretch);
        return editor;
    }
    QLabel *addWord(); // between editors
    void setTitle(const QString &title);
    void setHint(const QString &hint);
    void setError(const QString &error); // empty: all is well
    QString error() const { return m_wrong; }

private:
    void addEditor(QWidget *editor, int stretch);
    void showNote();

    QLabel *m_title, *m_note;
    QHBoxLayout *m_editors;
    QString m_hint, m_wrong;
    bool m_hasBuddy = false;
};

} // namespace fornada
