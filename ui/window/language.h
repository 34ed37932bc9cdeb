#pragma once

#include "base/enum_names.h"

#include <QObject>
#include <QTranslator>

class QCoreApplication;

namespace fornada {

enum class LanguageChoice { System, English, Portuguese };
FORNADA_ENUM_NAMES(LanguageChoice, QLatin1String("system"), QLatin1String("en"), QLatin1String("pt_BR"));

// Texts and number formats; switches while the program runs (widgets hear QEvent::LanguageChange).
// UI thread; owned by the composition root.
class Language final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Language)
public:
    explicit Language(QCoreApplication &app);

    void setChoice(LanguageChoice choice);
    LanguageChoice choice() const { return m_choice; }

private:
    void apply();

    QCoreApplication &m_app;
    QTranslator m_own, m_qt;
    LanguageChoice m_choice = LanguageChoice::System;
};

} // namespace fornada
