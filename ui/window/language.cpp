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
    const bool asSystem = m_choice == LanguageChoice::System && QLocale::system().language() != QLocale::C;
    const QLocale locale = asSystem                                 ? QLocale::system()
                           : m_choice == LanguageChoice::Portuguese ? QLocale(QLocale::Portuguese, QLocale::Brazil)
                                                                    : QLocale(QLocale::English, QLocale::UnitedStates);
    QLocale::setDefault(locale);
    m_app.removeTranslator(&m_own);
    m_app.removeTranslator(&m_qt);
    if (locale.language() != QLocale::Portuguese)
        return; // the program's own words are English
    if (m_own.load(QStringLiteral("fornada_pt_BR"), QStringLiteral(":/fornada/translations")))
        m_app.installTranslator(&m_own);
    if (m_qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        m_app.installTranslator(&m_qt);
}

} // namespace fornada
