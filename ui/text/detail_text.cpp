#include "text/detail_text.h"

#include "model/batch_state.h"
#include "model/job_state.h"
#include "model/recipe.h"
#include "text/details.h"
#include "text/own_words.h"
#include "text/state_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace fornada {

namespace {

// Those that say where it is, or what more there is to it: their parts are words of ours again.
constexpr auto kComposed = std::to_array<const char *>({
    QT_TRANSLATE_NOOP("text", "line %1: %2"),
    QT_TRANSLATE_NOOP("text", "row %1: %2"),
    QT_TRANSLATE_NOOP("text", "step '%1', %2: %3"),
    QT_TRANSLATE_NOOP("text", "%1; there is no good backup"),
    QT_TRANSLATE_NOOP("text", "%1; latest good backup: %2"),
    QT_TRANSLATE_NOOP("text", "%1; at most %2 MB are fetched"),
});

// What a batch's state forbids, some by their names as BatchEvent.
constexpr auto kDeeds = std::to_array<const char *>({
    QT_TRANSLATE_NOOP("text", "adding rows"),
    QT_TRANSLATE_NOOP("text", "removing"),
    QT_TRANSLATE_NOOP("text", "bringing it back"),
    QT_TRANSLATE_NOOP("text", "editing a step"),
    QT_TRANSLATE_NOOP("text", "a pilot"),
    QT_TRANSLATE_NOOP("text", "start"),
    QT_TRANSLATE_NOOP("text", "pause"),
    QT_TRANSLATE_NOOP("text", "resume"),
    QT_TRANSLATE_NOOP("text", "finish"),
    QT_TRANSLATE_NOOP("text", "reopen"),
    QT_TRANSLATE_NOOP("text", "cancel"),
    QT_TRANSLATE_NOOP("text", "restore"),
});

// What an error is about, where it has no name of a person's.
constexpr auto kSubjects = std::to_array<const char *>({
    QT_TRANSLATE_NOOP("text", "account"),
    QT_TRANSLATE_NOOP("text", "batch"),
    QT_TRANSLATE_NOOP("text", "client"),
    QT_TRANSLATE_NOOP("text", "credit"),
    QT_TRANSLATE_NOOP("text", "day"),
    QT_TRANSLATE_NOOP("text", "job"),
    QT_TRANSLATE_NOOP("text", "operation"),
    QT_TRANSLATE_NOOP("text", "queue"),
    QT_TRANSLATE_NOOP("text", "row"),
    QT_TRANSLATE_NOOP("text", "step"),
    QT_TRANSLATE_NOOP("text", "batch %1"),
    QT_TRANSLATE_NOOP("text", "row %1"),
    QT_TRANSLATE_NOOP("text", "column %1 of table %2"),
    QT_TRANSLATE_NOOP("text", "table %1"),
    QT_TRANSLATE_NOOP("text", "saved answer"),
});

QString known(const QString &detail);

// As model/client words it; empty when it is something else.
QString creditsDetail(const QString &detail)
{
    static const QRegularExpression form(QStringLiteral("^credits for (\\w+): (\\d+) needed, (\\d+) left$"));
    const auto match = form.match(detail);
    const auto operation = fromName<Operation>(match.captured(1));
    if (!operation)
        return {};
    return QCoreApplication::translate("text", "credits for “%1”: %2 are needed, %3 are left")
        .arg(operationName(*operation), match.captured(2), match.captured(3));
}

// As core/engine words what an account lacks; empty when it is something else.
QString lackDetail(const QString &detail)
{
    static const QRegularExpression form(QStringLiteral("^step (\\S+) (asks for|needs) (\\w+)$"));
    const auto match = form.match(detail);
    const auto operation = fromName<Operation>(match.captured(3));
    const auto need = fromName<Need>(match.captured(3));
    if (match.captured(2) == u"asks for" && operation)
        return QCoreApplication::translate("text", "it is not made for “%2”, which step “%1” asks for")
            .arg(match.captured(1), operationName(*operation));
    if (match.captured(2) == u"needs" && need)
        return QCoreApplication::translate("text", "step “%1” needs %2, which it does not take there")
            .arg(match.captured(1), needName(*need));
    return {};
}

// As core/engine words which voice an account lacks; empty when it is something else.
QString voiceDetail(const QString &detail)
{
    static const QRegularExpression form(QStringLiteral("^step (\\S+) asks for voice '(.+)', there are (.+)$"));
    const auto match = form.match(detail);
    return match.hasMatch() ? QCoreApplication::translate(
                                  "text", "step “%1” asks for the voice “%2”, which is not there; there are %3")
                                  .arg(match.captured(1), match.captured(2), match.captured(3))
                            : QString();
}

// As core/recipes words whose field it is; empty when it is something else.
QString neededDetail(const QString &detail)
{
    static const QRegularExpression form(QStringLiteral("^needed by recipe '(.+)'$"));
    const auto match = form.match(detail);
    return match.hasMatch() ? QCoreApplication::translate("text", "recipe “%1” needs it").arg(match.captured(1))
                            : QString();
}

// As core/store words what a batch's state forbids; empty when it is something else.
QString deedDetail(const QString &detail)
{
    static const QRegularExpression form(QStringLiteral("^(.+) does not apply to a batch that is (\\w+)$"));
    static const WordForms deeds{kDeeds};
    const auto match = form.match(detail);
    const auto state = fromName<BatchState>(match.captured(2));
    if (!state)
        return {};
    const QString deed = match.captured(1);
    return QCoreApplication::translate("text", "%1 does not apply to a batch that is %2")
        .arg(deeds.translated(deed).value_or(deed), stateName(*state));
}

// A place in a recipe, which stays as it is, and what is wrong there; empty when it is something else.
QString placeDetail(const QString &detail)
{
    static const QRegularExpression form(QStringLiteral("^(\\S+: )(.+)$"));
    const auto match = form.match(detail);
    return match.hasMatch() ? match.captured(1) + known(match.captured(2)) : QString();
}

QString known(const QString &detail)
{
    for (const auto &part : {creditsDetail, lackDetail, voiceDetail, neededDetail, deedDetail})
        if (const QString text = part(detail); !text.isEmpty())
            return text;
    static const WordForms composed{kComposed};
    if (const auto text = composed.translated(detail, known))
        return *text;
    static const WordForms forms{intakeDetails(),   resultDetails(), recipeDetails(), templateDetails(),
                                 providerDetails(), engineDetails(), storeDetails()};
    if (const auto text = forms.translated(detail))
        return *text;
    if (const auto text = ownWords(detail))
        return *text;
    const QString there = placeDetail(detail);
    return there.isEmpty() ? detail : there;
}

QString oneLine(const QString &text)
{
    QString line = text.simplified();
    while (line.endsWith(u'.'))
        line.chop(1);
    return line;
}

} // namespace

QString subjectText(const Error &error)
{
    static const WordForms subjects{kSubjects};
    const QString subject = oneLine(error.subject);
    // A parameter is called as it is typed.
    return error.kind == ErrorKind::BadArgument ? subject : subjects.translated(subject).value_or(subject);
}

QString detailText(const Error &error)
{
    const QString detail = oneLine(error.detail);
    // The state that forbids it, alone.
    if (const auto state = fromName<BatchState>(detail); state && error.kind == ErrorKind::NotAllowed)
        return stateName(*state);
    if (const auto state = fromName<JobState>(detail); state && error.kind == ErrorKind::NotAllowed)
        return stateName(*state);
    return known(detail);
}

} // namespace fornada
