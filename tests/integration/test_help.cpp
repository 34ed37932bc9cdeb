#include "integration/program.h"
#include "model/batch_state.h"
#include "model/job_state.h"
#include "model/outcome.h"
#include "model/wait_reason.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

namespace {

QString read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

QSet<QString> optionsIn(const QString &text)
{
    static const QRegularExpression option(QStringLiteral("--[a-z][a-z-]*"));
    QSet<QString> options;
    for (auto it = option.globalMatch(text); it.hasNext();)
        options.insert(it.next().captured());
    return options;
}

// "batch export ID [--as zip|folder]" -> "batch export ID": what may be left out names no verb.
QString withoutBrackets(QString text)
{
    static const QRegularExpression innermost(QStringLiteral("\\[[^\\[\\]]*\\]"));
    while (text.contains(innermost))
        text.remove(innermost);
    return text;
}

// The commands that a piece of code in a text names: "queue list|show NAME" -> queue list, queue show.
QStringList commandsIn(const QString &code, const QSet<QString> &groups)
{
    static const QRegularExpression verb(QStringLiteral("^[a-z][a-z-]*$"));
    QString text = withoutBrackets(code).section(QStringLiteral(" --"), 0, 0).simplified();
    if (text.startsWith(QLatin1String("fornadactl ")))
        text = text.mid(11);
    const QString group = text.section(u' ', 0, 0);
    QStringList commands;
    if (!groups.contains(group) || !text.contains(u' '))
        return commands;
    for (const QString &part : text.section(u' ', 1).split(u'|'))
        if (const QString word = part.trimmed().section(u' ', 0, 0);
            verb.match(word).hasMatch() && word != u"none") // that is a value
            commands.append(group + u' ' + word);
    return commands;
}

QStringList codeIn(const QString &markdown)
{
    static const QRegularExpression span(QStringLiteral("`([^`\n]+)`"));
    QStringList codes;
    for (auto it = span.globalMatch(QString(markdown).replace(QLatin1String("\\|"), QLatin1String("|"))); it.hasNext();)
        codes.append(it.next().captured(1));
    return codes;
}

} // namespace

// What fornadactl says it can do, and what its documents say, are the same.
class TestHelp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyCommandIsDocumented();
    void everyDocumentedCommandIsThere();
    void theOptionsAreTheSame();
    void theExitCodesAreTheSame();
    void everyCommandSaysHowItIsUsed();
    void everyTestThatIsNamedIsThere();
    void theWordsAreThose();
    void thePackagesAreThose();
    void theFirstCommandsWorkAsTheyStand();

private:
    QString m_help, m_docs;
    QStringList m_usages;     // "batch create --recipe R ..."
    QSet<QString> m_commands; // "batch create", "run"
    QSet<QString> m_groups;   // "batch"
};

void TestHelp::initTestCase()
{
    Program program;
    const Ended help = program.run({QStringLiteral("help")});
    QCOMPARE(help.code, 0);
    m_help = QString::fromUtf8(help.out);
    m_docs = read(QStringLiteral(SOURCE_ROOT "/docs/fornadactl.md"));
    static const QSet<QString> alone{QStringLiteral("activity"), QStringLiteral("undo"),   QStringLiteral("run"),
                                     QStringLiteral("pause"),    QStringLiteral("resume"), QStringLiteral("status"),
                                     QStringLiteral("doctor"),   QStringLiteral("backup"), QStringLiteral("restore"),
                                     QStringLiteral("sandbox"),  QStringLiteral("demo")};
    for (const QString &line : m_help.split(u'\n')) {
        if (!line.startsWith(QLatin1String("  ")))
            continue;
        const QString usage = line.trimmed(), first = usage.section(u' ', 0, 0);
        m_usages.append(usage);
        m_commands.insert(alone.contains(first) ? first : usage.section(u' ', 0, 1));
        if (!alone.contains(first))
            m_groups.insert(first);
    }
    QVERIFY(m_commands.size() > 50);
}

void TestHelp::everyCommandIsDocumented()
{
    QSet<QString> documented;
    for (const QString &code : codeIn(m_docs)) {
        documented.insert(code.section(u' ', 0, 0));
        for (const QString &command : commandsIn(code, m_groups))
            documented.insert(command);
    }
    for (const QString &command : std::as_const(m_commands))
        QVERIFY2(documented.contains(command), qPrintable(command));
}

void TestHelp::everyDocumentedCommandIsThere()
{
    QStringList texts{read(QStringLiteral(SOURCE_ROOT "/README.md"))};
    const QDir docs(QStringLiteral(SOURCE_ROOT "/docs"));
    for (const QString &name : docs.entryList({QStringLiteral("*.md")}))
        texts.append(read(docs.filePath(name)));
    int found = 0;
    for (const QString &text : std::as_const(texts))
        for (const QString &code : codeIn(text))
            for (const QString &command : commandsIn(code, m_groups)) {
                QVERIFY2(m_commands.contains(command), qPrintable(command + QStringLiteral(" in ") + code));
                ++found;
            }
    QVERIFY(found > 60);
}

void TestHelp::theOptionsAreTheSame()
{
    QSet<QString> help = optionsIn(m_help), docs = optionsIn(m_docs);
    const auto names = [](const QSet<QString> &options) { return QStringList(options.values()).join(u' '); };
    QVERIFY2(QSet<QString>(help).subtract(docs).isEmpty(), qPrintable(names(QSet<QString>(help).subtract(docs))));
    QVERIFY2(QSet<QString>(docs).subtract(help).isEmpty(), qPrintable(names(QSet<QString>(docs).subtract(help))));
}

void TestHelp::theExitCodesAreTheSame()
{
    const QString said = m_help.section(QStringLiteral("exit codes: "), 1).trimmed();
    QString documented = m_docs.section(QStringLiteral("Exit codes: "), 1).section(QStringLiteral(".\n"), 0, 0);
    QCOMPARE(documented.replace(QStringLiteral(" · "), QStringLiteral(", ")), said);
}

void TestHelp::everyCommandSaysHowItIsUsed()
{
    Program program;
    for (const QString &usage : std::as_const(m_usages)) {
        const QString first = usage.section(u' ', 0, 0);
        const QStringList command = (m_groups.contains(first) ? usage.section(u' ', 0, 1) : first).split(u' ')
                                    << QStringLiteral("--help");
        const Ended told = program.run(command);
        QCOMPARE(told.code, 0);
        QCOMPARE(QString::fromUtf8(told.out).trimmed(), QStringLiteral("usage: fornadactl ") + usage);
    }
}

// docs/systems.md says what shows each claim: tests of these names, in files that are there.
void TestHelp::everyTestThatIsNamedIsThere()
{
    QSet<QString> tests{QStringLiteral("arrows")};
    QDirIterator sources(QStringLiteral(SOURCE_ROOT "/tests"), {QStringLiteral("*.cpp")}, QDir::Files,
                         QDirIterator::Subdirectories);
    while (sources.hasNext()) {
        const QFileInfo source(sources.next());
        const QString folder = source.dir().dirName(), stem = source.completeBaseName();
        tests.insert(stem.startsWith(QLatin1String("test_")) ? folder + u'_' + stem.mid(5) : stem);
    }
    static const QRegularExpression named(
        QStringLiteral("^(?:base|model|limits|scheduler|recipes|intake|store|net|providers|results|engine|sandbox|ops|"
                       "text|ui|app|integration|simulation|bench)_[a-z_]+$"));
    static const QRegularExpression placed(QStringLiteral("^(?:core|app|ui|resources)/[a-z_/]+$"));
    int found = 0;
    for (const QString &code : codeIn(read(QStringLiteral(SOURCE_ROOT "/docs/systems.md")))) {
        if (named.match(code).hasMatch()) {
            QVERIFY2(tests.contains(code), qPrintable(code));
            ++found;
        }
        const QString path = QStringLiteral(SOURCE_ROOT "/") + code;
        if (placed.match(code).hasMatch())
            QVERIFY2(QFileInfo::exists(path) || QFileInfo::exists(path + QStringLiteral(".cpp")) ||
                         QFileInfo::exists(path + QStringLiteral(".h")),
                     qPrintable(code));
    }
    QVERIFY(found > 100);
}

// The tables of the document, under the line that names each.
void TestHelp::theWordsAreThose()
{
    const auto table = [this](const char *title) {
        const QString below = m_docs.section(QLatin1Char('\n') + QString::fromLatin1(title), 1);
        static const QRegularExpression row(QStringLiteral("^\\| `(\\w+)` \\| [^|\\n]"));
        QStringList words;
        const QStringList lines = below.section(QStringLiteral("| word | meaning |\n|---|---|\n"), 1).split(u'\n');
        for (const QString &line : lines) {
            const auto match = row.match(QString(line).replace(QLatin1String("\\|"), QLatin1String("/")));
            if (!match.hasMatch())
                break;
            words.append(match.captured(1));
        }
        return words;
    };
    const auto namesOf = []<class E>(E) {
        QStringList names;
        for (const QLatin1String name : EnumNames<E>::names)
            names.append(name);
        return names;
    };
    QCOMPARE(table("States of a job:"), namesOf(JobState()));
    QCOMPARE(table("States of a batch:"), namesOf(BatchState()));
    QCOMPARE(table("Outcomes of an attempt:"), namesOf(Outcome()));
    QCOMPARE(table("Charges of an attempt:"), namesOf(ChargeKind()));
    QCOMPARE(table("Reasons why"), namesOf(WaitReason()));
}

// Each with its reason in the README.
void TestHelp::thePackagesAreThose()
{
    const QString why = read(QStringLiteral(SOURCE_ROOT "/README.md")).section(QStringLiteral("| package | why |"), 1);
    QSet<QString> told;
    for (const QString &line : why.split(u'\n'))
        for (const QString &name : line.section(u'|', 1, 1).split(u','))
            told.insert(name.trimmed());
    for (const QString &name : read(QStringLiteral(SOURCE_ROOT "/packages.txt")).split(u'\n', Qt::SkipEmptyParts))
        QVERIFY2(told.contains(name), qPrintable(name));
}

// What a newcomer types first, word for word, in one shell.
void TestHelp::theFirstCommandsWorkAsTheyStand()
{
    const QString readme = read(QStringLiteral(SOURCE_ROOT "/README.md"));
    const QString block = readme.section(QStringLiteral("```\nPATH="), 1).section(QStringLiteral("```"), 0, 0);
    QVERIFY(block.startsWith(QLatin1String("$PWD/build/release/app:$PATH\n")));
    QTemporaryDir folder;
    QProcess shell;
    shell.setWorkingDirectory(folder.path());
    QProcessEnvironment here = QProcessEnvironment::systemEnvironment();
    here.insert(QStringLiteral("FORNADA_DATA"), folder.filePath(QStringLiteral("data")));
    here.insert(QStringLiteral("PATH"),
                QFileInfo(QStringLiteral(FORNADACTL)).path() + u':' + here.value(QStringLiteral("PATH")));
    shell.setProcessEnvironment(here);
    shell.setProcessChannelMode(QProcess::MergedChannels);
    shell.start(QStringLiteral("sh"), {QStringLiteral("-ec"), block.section(u'\n', 1)});
    QVERIFY(shell.waitForFinished(120'000));
    const QByteArray said = shell.readAll();
    QVERIFY2(shell.exitCode() == 0, said.constData());
    QVERIFY2(said.contains("3 of 12 completed") && said.contains("12 of 12 completed"), said.constData());
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("Avatars.xlsx"))));
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("report.html"))));
}

QTEST_GUILESS_MAIN(TestHelp)
#include "test_help.moc"
