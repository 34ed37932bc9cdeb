#pragma once

#include "intake/field_mapping.h"
#include "intake/row_source.h"
#include "model/recipe.h"
#include "window/ui_context.h"

#include <QDialog>
#include <QLocale>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QMimeData;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace fornada {

class Banner;
class DraftModel;
class MappingForm;
class ParameterForm;
class PartForm;
class RowDetails;
class StartSheet;

// A batch in the making: where its rows come from, what is made of them, and every prompt to see before anything is
// sent. UI thread; lives while it is open.
class NewBatch final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewBatch)
public:
    NewBatch(const UiContext &context, QWidget *parent);
    ~NewBatch() override;

    void setFile(const QString &path);
    void paste(const QString &text);
    // A file, a folder or rows that were dropped here or on the window.
    void take(const QMimeData &dropped);
    static bool canTake(const QMimeData &dropped);
    void reject() override;

Q_SIGNALS:
    void added(fornada::BatchId batch);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeForm();
    QWidget *makeSource();
    void connectSource();
    void connectForm();
    QWidget *makePreview();
    QWidget *makeButtons();
    void setTexts();
    void loadChoices();
    void loadRecipes();
    void takeRecipes(QList<Recipe> recipes);
    void chooseFile();
    void chooseFolder();
    void takeSample();
    void lookInside();
    void openChooser(bool folder);
    void preview();
    void showPreview();
    void showSource();
    void showForeseen();
    void lookAtARow();
    void showAlike();
    void showLeftOut();
    QString whyEmpty() const; // in place of the rows
    QString summary() const;
    const Recipe *recipe() const;
    QString blockedBy() const; // why it cannot be started; nothing when it can
    void chooseColumn(const QString &field, const QString &column);
    FieldMapping rememberedMapping(const QString &recipe) const;
    std::optional<Money> budget(bool *ok) const;
    QJsonObject order() const; // the arguments of batch.create and batch.plan
    enum class Then { KeepDraft, Rehearse, StartPilot, StartAll };
    void add(Then then);
    void finish(BatchId batch, Then then);

    const UiContext m_context;
    DraftModel *m_rows;
    StartSheet *m_sheet;
    QList<Recipe> m_recipes;
    RowsPlace m_place;
    QString m_pasted;      // a file of ours, to be removed
    FieldMapping m_chosen; // columns, for the recipe of the moment
    QString m_wanted;      // a recipe that is to be chosen as soon as it is there
    bool m_named = false;  // by the operator
    bool m_adding = false;
    QLocale m_locale; // that amounts were typed in
    QTimer m_typing;

    Banner *m_banner;
    QLabel *m_sourceTitle, *m_source, *m_recipeTitle, *m_about, *m_nameTitle, *m_clientTitle, *m_ownerTitle,
        *m_accountTitle, *m_fallbackTitle, *m_budgetTitle, *m_mappingTitle, *m_partTitle, *m_parametersTitle,
        *m_alikeTitle, *m_summary, *m_foreseen, *m_empty;
    MappingForm *m_mapping;
    PartForm *m_part;
    ParameterForm *m_parameters;
    QCheckBox *m_onlyProblems, *m_onlyNew;
    QPushButton *m_choose, *m_folder, *m_paste, *m_sample, *m_look, *m_draft, *m_rehearse, *m_pilot, *m_start,
        *m_cancel;
    QComboBox *m_recipe, *m_account, *m_fallback, *m_alike;
    QLineEdit *m_name, *m_client, *m_owner, *m_budget;
    QTableView *m_table;
    RowDetails *m_details; // of the row looked at
    QStackedWidget *m_stack;
};

} // namespace fornada
