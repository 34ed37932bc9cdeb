#include "text/result_text.h"

#include "model/cache.h"
#include "text/state_text.h"

#include <QCoreApplication>
#include <QHash>

namespace fornada {

namespace {

// Of JSON: which rule of the schema does not hold at the place %1. %2 is what the rule says.
QString schemaText(const QString &place, const QString &rule, const QString &wanted)
{
    const QString where =
        place.isEmpty() ? QCoreApplication::translate("text", "the whole", "of a JSON answer") : place;
    static const QHash<QString, const char *> rules{
        {QStringLiteral("type"), QT_TRANSLATE_NOOP("text", "in the JSON, “%1” should be of the type %2")},
        {QStringLiteral("required"), QT_TRANSLATE_NOOP("text", "in the JSON, “%1” is missing")},
        {QStringLiteral("enum"), QT_TRANSLATE_NOOP("text", "in the JSON, “%1” should be one of: %2")},
        {QStringLiteral("minItems"), QT_TRANSLATE_NOOP("text", "in the JSON, “%1” should have at least %2 entries")},
        {QStringLiteral("maxItems"), QT_TRANSLATE_NOOP("text", "in the JSON, “%1” should have at most %2 entries")},
        {QStringLiteral("minLength"),
         QT_TRANSLATE_NOOP("text", "in the JSON, “%1” should have at least %2 characters")},
        {QStringLiteral("maxLength"), QT_TRANSLATE_NOOP("text", "in the JSON, “%1” should have at most %2 characters")},
        {QStringLiteral("minimum"), QT_TRANSLATE_NOOP("text", "in the JSON, “%1” should be at least %2")},
        {QStringLiteral("maximum"), QT_TRANSLATE_NOOP("text", "in the JSON, “%1” should be at most %2")},
    };
    const char *text = rules.value(rule);
    if (!text)
        return QCoreApplication::translate("text", "the JSON is not as the recipe wants it");
    const QString words = QCoreApplication::translate("text", text);
    return words.contains(QStringLiteral("%2")) ? words.arg(where, wanted) : words.arg(where);
}

QString languageName(const QString &code)
{
    static const QHash<QString, const char *> names{
        {QStringLiteral("en"), QT_TRANSLATE_NOOP("text", "English")},
        {QStringLiteral("pt"), QT_TRANSLATE_NOOP("text", "Portuguese")},
        {QStringLiteral("es"), QT_TRANSLATE_NOOP("text", "Spanish")},
        {QStringLiteral("fr"), QT_TRANSLATE_NOOP("text", "French")},
        {QStringLiteral("de"), QT_TRANSLATE_NOOP("text", "German")},
        {QStringLiteral("it"), QT_TRANSLATE_NOOP("text", "Italian")},
        {QStringLiteral("nl"), QT_TRANSLATE_NOOP("text", "Dutch")},
        {QStringLiteral("ru"), QT_TRANSLATE_NOOP("text", "Russian")},
        {QStringLiteral("el"), QT_TRANSLATE_NOOP("text", "Greek")},
        {QStringLiteral("ar"), QT_TRANSLATE_NOOP("text", "Arabic")},
        {QStringLiteral("he"), QT_TRANSLATE_NOOP("text", "Hebrew")},
        {QStringLiteral("hi"), QT_TRANSLATE_NOOP("text", "Hindi")},
        {QStringLiteral("ja"), QT_TRANSLATE_NOOP("text", "Japanese")},
        {QStringLiteral("ko"), QT_TRANSLATE_NOOP("text", "Korean")},
        {QStringLiteral("zh"), QT_TRANSLATE_NOOP("text", "Chinese")},
        {QStringLiteral("th"), QT_TRANSLATE_NOOP("text", "Thai")},
    };
    const char *name = names.value(code);
    return name ? QCoreApplication::translate("text", name) : code;
}

} // namespace

QString checkText(const QString &message)
{
    if (message == u"rejected")
        return QCoreApplication::translate("text", "a person rejected the result");
    static const QHash<QString, const char *> words{
        {QStringLiteral("checkImageSize"), QT_TRANSLATE_NOOP("text", "the image has %2 pixels instead of %1")},
        {QStringLiteral("checkImageSmall"),
         QT_TRANSLATE_NOOP("text", "the image has only %2 pixels; it should have at least %1")},
        {QStringLiteral("checkAudioShort"),
         QT_TRANSLATE_NOOP("text", "the sound lasts only %2 s; it should last at least %1 s")},
        {QStringLiteral("checkAudioLong"),
         QT_TRANSLATE_NOOP("text", "the sound lasts %2 s; it should last at most %1 s")},
        {QStringLiteral("checkTextShort"),
         QT_TRANSLATE_NOOP("text", "the text has only %2 characters; it should have at least %1")},
        {QStringLiteral("checkTextLong"),
         QT_TRANSLATE_NOOP("text", "the text has %2 characters; it should have at most %1")},
        {QStringLiteral("checkTextCut"), QT_TRANSLATE_NOOP("text", "the text was cut off at %1 tokens")},
        {QStringLiteral("checkAudioCut"), QT_TRANSLATE_NOOP("text", "the sound was cut off at %1 tokens")},
        {QStringLiteral("checkTextLacks"), QT_TRANSLATE_NOOP("text", "the text does not contain “%1”")},
        {QStringLiteral("checkTextHas"), QT_TRANSLATE_NOOP("text", "the text contains “%1”")},
    };
    const QStringList parts = message.split(u'|');
    if (parts.size() < 3)
        return {};
    if (parts.first() == u"checkLanguage")
        return QCoreApplication::translate("text", "the text looks like %1; %2 was asked for")
            .arg(languageName(parts.at(2)), languageName(parts.at(1)));
    if (parts.first() == u"checkJson")
        return schemaText(parts.at(1), parts.at(2), parts.value(3));
    const char *text = words.value(parts.first());
    if (!text)
        return {};
    if (parts.first().endsWith(u"Cut") && parts.at(1) == u"0")
        return QCoreApplication::translate("text", "cut short at the token limit");
    const QString sentence = QCoreApplication::translate("text", text);
    return sentence.contains(QStringLiteral("%2")) ? sentence.arg(parts.at(1), parts.at(2)) : sentence.arg(parts.at(1));
}

QString reviewText(const QString &message, Money cost, Money again, const Formats &formats)
{
    const QString said = takenFrom(message) ? QString() : messageText(message); // says where from, no fault
    QString text =
        said.isEmpty()
            ? QCoreApplication::translate("text", "Done, and waits for you: its recipe wants a person to "
                                                  "approve the result before later steps go on.")
            : QCoreApplication::translate("text", "Done, but the result did not pass a check: %1.").arg(said);
    text += u' ';
    if (cost.isZero())
        text += QCoreApplication::translate("text", "Approve it to use it, reject it, or re-roll it.");
    else
        text += QCoreApplication::translate("text", "It has cost %1. Approve it to use it, reject it (what it cost "
                                                    "then counts as paid for nothing), or re-roll it.")
                    .arg(moneyText(cost, formats));
    if (!again.isZero())
        text += u' ' +
                QCoreApplication::translate("text", "A re-roll may cost up to %1 more.").arg(moneyText(again, formats));
    return text;
}

} // namespace fornada
