#pragma once

#include "intake/field_mapping.h"
#include "intake/row_source.h"
#include "models/recipe_draft.h"
#include "window/ui_context.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QSpinBox;

namespace fornada {

class Banner;
class RecipeGraph;

// A recipe to look into and to word anew: its steps drawn, what each would be asked with for a real row, and the whole
// of it as text. Nothing is changed before Save; batches that were added keep the recipe they were made with.
// UI thread; deletes itself when it is closed.
class RecipeDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecipeDialog)
public:
    // Where the rows to try it with come from; without a path, the recipe's sample rows.
    struct Rows {
        RowsPlace place = {};
        FieldMapping mapping = {};
    };
    RecipeDialog(const UiContext &context, const QString &recipe, Rows rows, QWidget *parent);

    void reject() override; // asks first where something was changed

Q_SIGNALS:
    void saved(const QString &recipe);
    void removed(const QString &recipe);

private:
    QWidget *makeTop();
    QWidget *makeStep();
    QWidget *makeWhole();
    QWidget *makeButtons();
    void connectAll();
    void fitDrawing();
    void setTexts();
    void loadRecipes(const QString &wanted);
    void readOwn(const QString &wanted);
    void takeRecipes(const QString &wanted);
    void listRecipes(const QString &chosen);
    void keepOpen(const QString &listed);
    void openRecipe(int index);
    void readRows();
    void takeText();
    void takePrompt();
    void setWhole(const QString &text);
    void showDraft();
    void showRemove();
    void showStep();
    void showTried();
    void save();
    void takeSaved(const QString &name, const QString &text, const QJsonObject &json);
    void remove();
    void takeBack(qint64 operation, const QString &recipe);
    bool isChanged() const;

    const UiContext m_context;
    const Rows m_rows;
    QHash<QString, QJsonObject> m_builtIn, m_own; // by name
    RecipeDraft m_draft;
    QString m_openedText;        // as it was before anything was changed
    QString m_shown;             // the recipe whose rows are there
    QList<QJsonObject> m_fields; // of the rows to try it with
    QTimer m_typing;
    bool m_filling = false; // what is put into the fields now was not typed
    bool m_saving = false;

    Banner *m_banner;
    QComboBox *m_recipe;
    QLabel *m_about, *m_stepTitle, *m_stepFacts, *m_triedTitle, *m_wholeTitle, *m_mistake;
    RecipeGraph *m_graph;
    QScrollArea *m_drawing;
    QPlainTextEdit *m_prompt, *m_tried, *m_whole;
    QSpinBox *m_row;
    QPushButton *m_builtInAgain, *m_remove, *m_save, *m_close;
};

} // namespace fornada
