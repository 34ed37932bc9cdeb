#include "window/view_menu.h"

#include "widgets/keep_translated.h"
#include "window/actions.h"

#include <QActionGroup>
#include <QMenu>
#include <QSettings>
#include <QToolButton>

namespace fornada {

namespace {

const auto kTheme = QStringLiteral("look/theme");
const auto kLanguage = QStringLiteral("look/language");

// One line a value; the one that holds is marked.
template<class E>
QMenu *choiceMenu(QMenu *parent, E current, const QList<E> &values, std::function<void(E)> choose)
{
    auto *menu = new QMenu(parent);
    auto *group = new QActionGroup(menu);
    for (const E value : values) {
        QAction *action = menu->addAction(QString());
        action->setCheckable(true);
        action->setChecked(value == current);
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, menu, [choose, value] { choose(value); });
    }
    return menu;
}

void name(QMenu *menu, const QString &title, const QStringList &texts)
{
    menu->setTitle(title);
    const QList<QAction *> actions = menu->actions();
    for (qsizetype i = 0; i < actions.size(); ++i)
        actions.at(i)->setText(texts.value(i));
}

} // namespace

QToolButton *makeViewButton(const UiContext &context, const Actions &actions, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(context.theme.icon(QStringLiteral("more")));
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    Theme &theme = context.theme;
    Language &language = context.language;
    QSettings &settings = context.settings;
    auto *themes =
        choiceMenu<ThemeChoice>(menu, theme.choice(), {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark},
                                [&theme, &settings](ThemeChoice choice) {
                                    theme.setChoice(choice);
                                    settings.setValue(kTheme, toName(choice));
                                });
    auto *languages = choiceMenu<LanguageChoice>(
        menu, language.choice(), {LanguageChoice::System, LanguageChoice::English, LanguageChoice::Portuguese},
        [&language, &settings](LanguageChoice choice) {
            language.setChoice(choice);
            settings.setValue(kLanguage, toName(choice));
        });
    menu->addAction(actions.of(Actions::Palette));
    menu->addAction(actions.of(Actions::ToggleInspector));
    menu->addSeparator();
    menu->addMenu(themes);
    menu->addMenu(languages);
    menu->addSeparator();
    menu->addAction(actions.of(Actions::Quit));
    button->setMenu(menu);
    keepTranslated(button, [button, themes, languages] {
        button->setToolTip(Actions::tr("View and language"));
        button->setAccessibleName(Actions::tr("View and language"));
        name(themes, Actions::tr("Theme"), {Actions::tr("Like the system"), Actions::tr("Light"), Actions::tr("Dark")});
        name(languages, Actions::tr("Language"),
             {Actions::tr("Like the system"), QStringLiteral("English"), QStringLiteral("Português (Brasil)")});
    });
    return button;
}

void recallLook(const UiContext &context)
{
    context.theme.setChoice(
        fromName<ThemeChoice>(context.settings.value(kTheme).toString()).value_or(ThemeChoice::System));
    context.language.setChoice(
        fromName<LanguageChoice>(context.settings.value(kLanguage).toString()).value_or(LanguageChoice::System));
}

} // namespace fornada
