#include "text/error_text.h"

#include "model/recipe.h"
#include "text/state_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace fornada {

namespace {

// What happened, with a subject (%1) and without one, and what to do. Source texts; translated where they are used.
struct Words {
    const char *about;
    const char *plain;
    const char *advice;
};

Words fileWords(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::FileMissing:
        return {QT_TRANSLATE_NOOP("text", "The file “%1” is not there"),
                QT_TRANSLATE_NOOP("text", "The file is not there"),
                QT_TRANSLATE_NOOP("text", "Check the path and try again.")};
    case ErrorKind::FileUnreadable:
        return {QT_TRANSLATE_NOOP("text", "“%1” cannot be read"), QT_TRANSLATE_NOOP("text", "A file cannot be read"),
                QT_TRANSLATE_NOOP("text", "Check that it is a file and that you may open it.")};
    case ErrorKind::FileUnwritable:
        return {QT_TRANSLATE_NOOP("text", "“%1” cannot be written"),
                QT_TRANSLATE_NOOP("text", "A file cannot be written"),
                QT_TRANSLATE_NOOP("text", "Check the folder's permissions or choose another one.")};
    case ErrorKind::NotFetched:
        return {QT_TRANSLATE_NOOP("text", "What lies at “%1” could not be fetched"),
                QT_TRANSLATE_NOOP("text", "What lies at a web address could not be fetched"),
                QT_TRANSLATE_NOOP("text", "Open the address yourself, or try again when its server answers.")};
    case ErrorKind::FolderAway:
        return {QT_TRANSLATE_NOOP("text", "The results are in “%1”, which is not there now"),
                QT_TRANSLATE_NOOP("text", "The folder of the results is not there now"),
                QT_TRANSLATE_NOOP("text", "Connect its disk and start again; nothing is sent until then.")};
    case ErrorKind::DiskFull:
        return {QT_TRANSLATE_NOOP("text", "The disk is full: “%1” could not be written"),
                QT_TRANSLATE_NOOP("text", "The disk is full"),
                QT_TRANSLATE_NOOP("text", "Free some space and try again.")};
    case ErrorKind::EmptyInput:
        return {QT_TRANSLATE_NOOP("text", "“%1” has no rows"), QT_TRANSLATE_NOOP("text", "There are no rows"),
                QT_TRANSLATE_NOOP("text", "Add at least one row below the column names.")};
    case ErrorKind::BadEncoding:
        return {QT_TRANSLATE_NOOP("text", "“%1” is not readable text"),
                QT_TRANSLATE_NOOP("text", "The input is not readable text"),
                QT_TRANSLATE_NOOP("text", "Save it as UTF-8 and try again.")};
    case ErrorKind::BadFormat:
        return {QT_TRANSLATE_NOOP("text", "“%1” cannot be understood"),
                QT_TRANSLATE_NOOP("text", "The input cannot be understood"),
                QT_TRANSLATE_NOOP("text", "Correct it and try again.")};
    case ErrorKind::FieldMissing:
        return {QT_TRANSLATE_NOOP("text", "The field “%1” is missing or empty"),
                QT_TRANSLATE_NOOP("text", "A field is missing or empty"),
                QT_TRANSLATE_NOOP("text", "Fill it in, or give it a column.")};
    case ErrorKind::TooMany:
        return {QT_TRANSLATE_NOOP("text", "“%1” is over a limit"), QT_TRANSLATE_NOOP("text", "That is over a limit"),
                QT_TRANSLATE_NOOP("text", "Split it into smaller parts.")};
    default:
        return {};
    }
}

Words recipeWords(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::UnknownRecipe:
        return {QT_TRANSLATE_NOOP("text", "There is no recipe “%1”"),
                QT_TRANSLATE_NOOP("text", "There is no such recipe"),
                QT_TRANSLATE_NOOP("text", "Look at the list of recipes, or import it first.")};
    case ErrorKind::BadRecipe:
        return {QT_TRANSLATE_NOOP("text", "The recipe “%1” has a mistake"),
                QT_TRANSLATE_NOOP("text", "The recipe has a mistake"),
                QT_TRANSLATE_NOOP("text", "Correct the place that is named and import it again.")};
    case ErrorKind::BadTemplate:
        return {QT_TRANSLATE_NOOP("text", "A template of “%1” has a mistake"),
                QT_TRANSLATE_NOOP("text", "A template has a mistake"),
                QT_TRANSLATE_NOOP("text", "Check its {{braces}}.")};
    case ErrorKind::BudgetTooSmall:
        return {QT_TRANSLATE_NOOP("text", "The budget of “%1” is too small"),
                QT_TRANSLATE_NOOP("text", "The budget is too small"),
                QT_TRANSLATE_NOOP("text", "Raise it, or take fewer rows.")};
    case ErrorKind::PriceUnknown:
        return {QT_TRANSLATE_NOOP("text", "The price of “%1” is not known, so no budget can hold"),
                QT_TRANSLATE_NOOP("text", "A price is not known, so no budget can hold"),
                QT_TRANSLATE_NOOP("text", "Enter the price, or remove the budgets.")};
    default:
        return {};
    }
}

Words databaseWords(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::DatabaseCorrupt:
        return {QT_TRANSLATE_NOOP("text", "The database “%1” is damaged"),
                QT_TRANSLATE_NOOP("text", "The database is damaged"),
                QT_TRANSLATE_NOOP("text", "Restore the latest backup; the damaged file is kept.")};
    case ErrorKind::DatabaseReadOnly:
        return {QT_TRANSLATE_NOOP("text", "The database “%1” cannot be changed"),
                QT_TRANSLATE_NOOP("text", "The database cannot be changed"),
                QT_TRANSLATE_NOOP("text", "Check the permissions of the data folder.")};
    case ErrorKind::DatabaseLocked:
        return {QT_TRANSLATE_NOOP("text", "Another program is using the database “%1”"),
                QT_TRANSLATE_NOOP("text", "Another program is using the database"),
                QT_TRANSLATE_NOOP("text", "Close that program and try again.")};
    case ErrorKind::DatabaseTooNew:
        return {QT_TRANSLATE_NOOP("text", "“%1” was written by a newer Fornada"),
                QT_TRANSLATE_NOOP("text", "The data was written by a newer Fornada"),
                QT_TRANSLATE_NOOP("text", "Update this program to open it.")};
    case ErrorKind::DatabaseTooOld:
        return {QT_TRANSLATE_NOOP("text", "“%1” was written by an older Fornada"),
                QT_TRANSLATE_NOOP("text", "The data was written by an older Fornada"),
                QT_TRANSLATE_NOOP("text", "Start Fornada with it once, which brings it up to date.")};
    case ErrorKind::DatabaseForeign:
        return {QT_TRANSLATE_NOOP("text", "“%1” is not a database of Fornada"),
                QT_TRANSLATE_NOOP("text", "The file is not a database of Fornada"),
                QT_TRANSLATE_NOOP("text", "Choose another data folder.")};
    case ErrorKind::DatabaseFailed:
        return {QT_TRANSLATE_NOOP("text", "The database “%1” reports an error"),
                QT_TRANSLATE_NOOP("text", "The database reports an error"),
                QT_TRANSLATE_NOOP("text", "Try again; if it stays, restore the latest backup.")};
    case ErrorKind::AnotherInstance:
        return {QT_TRANSLATE_NOOP("text", "Fornada is already running with this data (process %1)"),
                QT_TRANSLATE_NOOP("text", "Fornada is already running with this data"),
                QT_TRANSLATE_NOOP("text", "Use that one, or close it first.")};
    case ErrorKind::InstanceSilent:
        return {QT_TRANSLATE_NOOP("text", "Another Fornada (process %1) holds this data and does not answer"),
                QT_TRANSLATE_NOOP("text", "Another Fornada holds this data and does not answer"),
                QT_TRANSLATE_NOOP("text", "Wait a moment, or end it and try again.")};
    default:
        return {};
    }
}

Words networkWords(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::KeyMissing:
        return {QT_TRANSLATE_NOOP("text", "There is no key for the account “%1”"),
                QT_TRANSLATE_NOOP("text", "There is no key for the account"),
                QT_TRANSLATE_NOOP("text", "Enter one in the account's settings, or set its environment variable.")};
    case ErrorKind::KeychainMissing:
        return {QT_TRANSLATE_NOOP("text", "There is no keychain on this machine for the key of “%1”"),
                QT_TRANSLATE_NOOP("text", "There is no keychain on this machine"),
                QT_TRANSLATE_NOOP("text", "Name an environment variable that holds the key, or keep it for this "
                                          "session only.")};
    case ErrorKind::KeychainRefused:
        return {QT_TRANSLATE_NOOP("text", "The keychain did not take or give the key of “%1”"),
                QT_TRANSLATE_NOOP("text", "The keychain refused"),
                QT_TRANSLATE_NOOP("text", "Unlock it and try again, or name an environment variable.")};
    case ErrorKind::BadUrl:
        return {QT_TRANSLATE_NOOP("text", "“%1” is not an address that can be used"),
                QT_TRANSLATE_NOOP("text", "The address cannot be used"),
                QT_TRANSLATE_NOOP("text", "Write it like https://example.com/path.")};
    case ErrorKind::Unreachable:
        return {QT_TRANSLATE_NOOP("text", "“%1” cannot be reached"),
                QT_TRANSLATE_NOOP("text", "The address cannot be reached"),
                QT_TRANSLATE_NOOP("text", "Check the address and the network.")};
    case ErrorKind::AddressInUse:
        return {QT_TRANSLATE_NOOP("text", "“%1” is in use by another program"),
                QT_TRANSLATE_NOOP("text", "The port is in use by another program"),
                QT_TRANSLATE_NOOP("text", "Choose another port.")};
    case ErrorKind::AccountUnable:
        return {QT_TRANSLATE_NOOP("text", "The account “%1” cannot do what the recipe asks for"),
                QT_TRANSLATE_NOOP("text", "The account cannot do what the recipe asks for"),
                QT_TRANSLATE_NOOP("text", "Choose another account for the batch or for the step's queue, or change "
                                          "the recipe.")};
    case ErrorKind::Timeout:
        return {QT_TRANSLATE_NOOP("text", "“%1” did not answer in time"),
                QT_TRANSLATE_NOOP("text", "There was no answer in time"),
                QT_TRANSLATE_NOOP("text", "Try again in a moment.")};
    default:
        return {};
    }
}

Words generalWords(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::BadArgument:
        return {QT_TRANSLATE_NOOP("text", "The value of “%1” makes no sense"),
                QT_TRANSLATE_NOOP("text", "A value makes no sense"),
                QT_TRANSLATE_NOOP("text", "Correct it and try again.")};
    case ErrorKind::NotFound:
        return {QT_TRANSLATE_NOOP("text", "There is no “%1”"),
                QT_TRANSLATE_NOOP("text", "What was asked for is not there"),
                QT_TRANSLATE_NOOP("text", "Check the name.")};
    case ErrorKind::AlreadyExists:
        return {QT_TRANSLATE_NOOP("text", "“%1” is there already"), QT_TRANSLATE_NOOP("text", "It is there already"),
                QT_TRANSLATE_NOOP("text", "Choose another name.")};
    case ErrorKind::NotAllowed:
        return {QT_TRANSLATE_NOOP("text", "That is not possible with “%1” now"),
                QT_TRANSLATE_NOOP("text", "That is not possible now"),
                QT_TRANSLATE_NOOP("text", "Nothing was changed.")};
    case ErrorKind::Cancelled:
        return {QT_TRANSLATE_NOOP("text", "“%1” was cancelled"), QT_TRANSLATE_NOOP("text", "It was cancelled"),
                QT_TRANSLATE_NOOP("text", "Start it again if you want it.")};
    case ErrorKind::ChangedSince:
        return {QT_TRANSLATE_NOOP("text", "“%1” was changed again after that"),
                QT_TRANSLATE_NOOP("text", "It was changed again after that"),
                QT_TRANSLATE_NOOP("text", "Undo the later change first. Nothing was changed now.")};
    case ErrorKind::SentSince:
        return {QT_TRANSLATE_NOOP("text", "Requests of “%1” were sent since"),
                QT_TRANSLATE_NOOP("text", "Requests were sent since"),
                QT_TRANSLATE_NOOP("text", "What was sent is not taken back. Pause the batch to stop the rest.")};
    case ErrorKind::NothingToUndo:
        return {QT_TRANSLATE_NOOP("text", "“%1” cannot be undone"),
                QT_TRANSLATE_NOOP("text", "There is nothing to undo"),
                QT_TRANSLATE_NOOP("text", "What was sent stays sent, and what is undone already stays as it is.")};
    default:
        return {QT_TRANSLATE_NOOP("text", "Something went wrong inside Fornada with “%1”"),
                QT_TRANSLATE_NOOP("text", "Something went wrong inside Fornada"),
                QT_TRANSLATE_NOOP("text", "Please report it with the log.")};
    }
}

Words wordsOf(ErrorKind kind)
{
    for (const auto part : {fileWords, recipeWords, databaseWords, networkWords})
        if (const Words words = part(kind); words.plain)
            return words;
    return generalWords(kind);
}

QString oneLine(const QString &text)
{
    QString line = text.simplified();
    while (line.endsWith(u'.'))
        line.chop(1);
    return line;
}

// Details are technical words in English; those that people meet every day are known here and said in their language.
[[maybe_unused]] constexpr const char *kKnownDetails[] = {
    QT_TRANSLATE_NOOP("text", "it is a workbook of an old kind (.xls): save it as XLSX or CSV"),
    QT_TRANSLATE_NOOP("text", "it is not a workbook"),
    QT_TRANSLATE_NOOP("text", "it is not a text file"),
    QT_TRANSLATE_NOOP("text", "it is a folder"),
    QT_TRANSLATE_NOOP("text", "the database has no table"),
    QT_TRANSLATE_NOOP("text", "it must be a SELECT"),
    QT_TRANSLATE_NOOP("text", "every row has its result already"),
    QT_TRANSLATE_NOOP("text", "it does not reach for making these results again"),
    QT_TRANSLATE_NOOP("text", "its results are being made again already"),
    QT_TRANSLATE_NOOP("text", "the results are there already"),
    QT_TRANSLATE_NOOP("text", "the results are being moved already"),
    QT_TRANSLATE_NOOP("text", "it lies inside what would be moved"),
    QT_TRANSLATE_NOOP("text", "only http and https addresses are fetched"),
    QT_TRANSLATE_NOOP("text", "the address is this machine's or in its own network"),
    QT_TRANSLATE_NOOP("text", "what lies there is neither a picture nor a sound"),
    QT_TRANSLATE_NOOP("text", "what lies there is something else"),
    QT_TRANSLATE_NOOP("text", "it leads on to where nothing is fetched from"),
    QT_TRANSLATE_NOOP("text", "input files may have 20 MB"),
    QT_TRANSLATE_NOOP("text", "a key has no spaces and no characters beyond ASCII"),
    QT_TRANSLATE_NOOP("text", "needs http:// or https:// and a host"),
    QT_TRANSLATE_NOOP("text", "the account has no address"),
    QT_TRANSLATE_NOOP("text", "a step names a path, not an address"),
    QT_TRANSLATE_NOOP("text", "a worker has no such operation"),
    QT_TRANSLATE_NOOP("text", "Gemini has no such operation"),
    QT_TRANSLATE_NOOP("text", "OpenAI has no such operation"),
    QT_TRANSLATE_NOOP("text", "this header cannot be set by a recipe"),
    QT_TRANSLATE_NOOP("text", "a header's value is one line of ASCII"),
    QT_TRANSLATE_NOOP("text", "account or step is gone"),
    // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): one sentence
    QT_TRANSLATE_NOOP("text", "your price table prices.json cannot be used, so no budget holds: correct it and import "
                              "it, or delete it and start the program again"),
};

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

// As core/engine/link_fetcher words it; empty when it is something else.
QString serverDetail(const QString &detail)
{
    static const QRegularExpression form(QStringLiteral("^its server answers (\\d+)$"));
    const auto match = form.match(detail);
    return match.hasMatch() ? QCoreApplication::translate("text", "its server answers %1").arg(match.captured(1))
                            : QString();
}

QString detailText(const QString &detail)
{
    if (const QString server = serverDetail(detail); !server.isEmpty())
        return server;
    if (const QString needed = neededDetail(detail); !needed.isEmpty())
        return needed;
    if (const QString lack = lackDetail(detail); !lack.isEmpty())
        return lack;
    if (const QString voice = voiceDetail(detail); !voice.isEmpty())
        return voice;
    if (const QString credits = creditsDetail(detail); !credits.isEmpty())
        return credits;
    return oneLine(QCoreApplication::translate("text", detail.toUtf8().constData()));
}

// Rows are named by their line, which the detail says already.
bool namesALine(const Error &error)
{
    return error.kind == ErrorKind::BadFormat &&
           std::all_of(error.subject.begin(), error.subject.end(), [](QChar c) { return c.isDigit(); });
}

} // namespace

QString statement(const Error &error)
{
    const Words words = wordsOf(error.kind);
    const QString subject = namesALine(error) ? QString() : oneLine(error.subject);
    QString text = subject.isEmpty() ? QCoreApplication::translate("text", words.plain)
                                     : QCoreApplication::translate("text", words.about).arg(subject);
    if (const QString detail = detailText(error.detail); !detail.isEmpty())
        text += QStringLiteral(": ") + detail;
    return text;
}

QString sentence(const Error &error)
{
    return statement(error) + QStringLiteral(". ") + QCoreApplication::translate("text", wordsOf(error.kind).advice);
}

} // namespace fornada
