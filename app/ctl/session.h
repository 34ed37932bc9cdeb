#pragma once

#include "ctl/arguments.h"
#include "engine/control_command.h"
#include "store/reader.h"

#include <QTextStream>

#include <limits>
#include <memory>

namespace fornada {

class KeyStore;

// Exit codes of fornadactl.
enum ExitCode { kOk = 0, kError = 1, kUsage = 2, kEndedWithFailures = 3, kInstanceSilent = 4 };

// With whoever else holds the data: another command, an engine that starts, ends, or has much to do.
inline constexpr std::chrono::milliseconds kPatience = std::chrono::seconds(60);
// The same where a command reads every row and picture, or copies files.
inline constexpr std::chrono::milliseconds kLongPatience = std::chrono::hours(24);

// One run of fornadactl: its arguments, where it writes, and the two ways to the data: reading it directly, and sending
// commands to the engine (the one that holds the data folder, or a short-lived one of our own).
class Session {
public:
    explicit Session(Arguments arguments);
    ~Session();
    Q_DISABLE_COPY_MOVE(Session)

    const Arguments &args() const { return m_args; }
    bool json() const { return m_args.has(QStringLiteral("json")); }
    QString dataFolder() const;

    // Executes a command and returns its result. patience: for the answer of an engine that runs; who shows no life
    // at all is not waited for so long, and not asked.
    Result<QJsonObject> act(const QString &command, QJsonObject args, std::chrono::milliseconds patience = kPatience);
    // What the running engine answers, or nothing when no engine runs or it does not answer.
    std::optional<QJsonObject> askEngine(const QString &command, const QJsonObject &args);
    // The same; InstanceSilent when somebody holds the data and does not answer.
    Result<std::optional<QJsonObject>> askHolder(const QString &command, const QJsonObject &args);
    // For reading. A new data folder is made ready first, so that it has its defaults.
    Result<std::unique_ptr<Reader>> reader();

    // This desktop's keychain; made at the first use.
    KeyStore &keyStore();

    void print(const QString &line);
    void printJson(const QJsonObject &object);
    int fail(const Error &error);
    int usage(const QString &text);

private:
    Status ensureData();

    Arguments m_args;
    std::unique_ptr<KeyStore> m_keyStore;
    QTextStream m_out;
    QTextStream m_err;
};

// The batch that is meant by its number or name; by its number also one that was removed.
Result<Batch> findBatch(Reader &reader, const QString &given);

// How many words follow a command's own. One too many is refused: a shell's *.csv may have made two of one.
struct WordCount {
    int least = 0, most = 0;
};
inline constexpr WordCount kOneWord{1, 1};
inline constexpr int kManyWords = std::numeric_limits<int>::max();

// A table of commands of one group: "list" -> what it does.
struct Verb {
    QString name;
    QString usage;       // "batch create --recipe R --rows FILE [...]"
    QStringList options; // allowed ones, besides --data and --json
    int (*run)(Session &);
    WordCount words = {};
};

QList<Verb> batchVerbs();
QList<Verb> jobVerbs();
QList<Verb> exportVerbs();
int createBatch(Session &session); // some of the batch verbs
int planBatch(Session &session);
int forecastBatch(Session &session);
int exportBatch(Session &session);
int writeBackBatch(Session &session);
int editStep(Session &session);
int showImpact(Session &session);
int remakeBatch(Session &session);
QList<Verb> reportVerbs();
QList<Verb> queueVerbs();
QList<Verb> accountVerbs();
QList<Verb> creditVerbs();
QList<Verb> recipeVerbs();
QList<Verb> sampleVerbs();
QList<Verb> priceVerbs();
QList<Verb> settingVerbs();
QList<Verb> resultsVerbs();
QList<Verb> journalVerbs(); // activity, undo: no group
QList<Verb> engineVerbs();  // run, status, pause, resume, doctor, backup, restore ...: no group

} // namespace fornada
