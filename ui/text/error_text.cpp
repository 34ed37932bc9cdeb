#include "text/error_text.h"

#include "text/detail_text.h"

#include <QCoreApplication>

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
        return {
            QT_TRANSLATE_NOOP("text", "The Fornada that holds this data (process %1) was told, and has not answered"),
            QT_TRANSLATE_NOOP("text", "There was no answer in time"),
            QT_TRANSLATE_NOOP("text", "It may be done already, or be done yet: look (fornadactl batch list) before "
                                      "you ask for it again.")};
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
    const QString subject = namesALine(error) ? QString() : subjectText(error);
    QString text = subject.isEmpty() ? QCoreApplication::translate("text", words.plain)
                                     : QCoreApplication::translate("text", words.about).arg(subject);
    if (const QString detail = detailText(error); !detail.isEmpty())
        text += QStringLiteral(": ") + detail;
    return text;
}

QString sentence(const Error &error)
{
    return statement(error) + QStringLiteral(". ") + QCoreApplication::translate("text", wordsOf(error.kind).advice);
}

} // namespace fornada
