#include "window/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace fornada {

Language::Language(QCoreApplication &app)
    : m_app(app)
{
    apply();
}

void Language::setChoice(LanguageChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void Language::apply()
{
    const QLocale locale = m_choice == LanguageChoice::System    ? QLocale::system()
                           : m_choice == LanguageChoice::English ? QLocale(QLocale::English, QLocale::UnitedStates)
                                                                 : QLocale(QLocale::Portuguese, QLocale::Brazil);
    QLocale::setDefault(locale);
    m_app.removeTranslator(&m_own);
    m_app.removeTranslator(&m_qt);
    // English has a file too: it holds the plural forms.
    const bool portuguese = locale.language() == QLocale::Portuguese;
    const QString name = portuguese ? QStringLiteral("fornada_pt_BR") : QStringLiteral("fornada_en");
    if (m_own.load(name, QStringLiteral(":/i18n")))
        m_app.installTranslator(&m_own);
    if (portuguese && m_qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                                QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        m_app.installTranslator(&m_qt);
}

} // namespace fornada
