#include "host/engine_host.h"
#include "store/reader.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;

namespace {

using J = QJsonObject;

QString text(const char *words)
{
    return QString::fromLatin1(words);
}

} // namespace

// Commands over a real engine that is paused: what was not clearly meant spends nothing, and no work is left behind.
class TestSafeCommands final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aNumberIsTheBatchOfThatNumber();
    void whatIsNoListNarrowsNothing();
    void noBudgetIsSetOverUnknownPrices();
    void aQueueTakesItsJobsToItsNewAccount();
    void anAccountWithWorkStays();
    void onlyWhatWasMovedIsTriedAgain();
    void creditsThatArePromisedAreGone();
    void whoOnlyCarriesOutCommandsSendsNothing();

private:
    Result<QJsonObject> call(const char *name, const QJsonObject &args);
    Result<QJsonObject> create(const char *recipe, const QByteArray &csv, QJsonObject more = {});
    ErrorKind fault(const char *name, const QJsonObject &args);
    void addAccount(const char *name, const char *kind);
    void open(bool paused);
    Job job(qint64 id);
    QList<JobRow> jobs();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EngineHost> m_host;
    int m_files = 0;
};

void TestSafeCommands::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open(false);
    QVERIFY(bool(call("engine.pause", {})));
}

void TestSafeCommands::open(bool paused)
{
    if (m_host)
        m_host->stop(Micros(0));
    m_host.reset();
    HostOptions options;
    options.dataFolder = m_folder->path();
    options.paused = paused;
    auto host = EngineHost::open(options);
    QVERIFY(bool(host));
    m_host = std::move(*host);
}

void TestSafeCommands::cleanup()
{
    m_host->stop(Micros(0));
    m_host.reset();
    m_folder.reset();
}

Result<QJsonObject> TestSafeCommands::call(const char *name, const QJsonObject &args)
{
    return m_host->call({text(name), args, text("test")});
}

Result<QJsonObject> TestSafeCommands::create(const char *recipe, const QByteArray &csv, QJsonObject more)
{
    QFile file(m_folder->filePath(QStringLiteral("rows%1.csv").arg(++m_files)));
    if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
        return Error{ErrorKind::FileUnwritable, file.fileName(), {}};
    file.close();
    more.insert(text("recipe"), text(recipe));
    more.insert(text("rows"), file.fileName());
    return call("batch.create", more);
}

// How it was refused; Internal when it was not.
ErrorKind TestSafeCommands::fault(const char *name, const QJsonObject &args)
{
    const auto answer = call(name, args);
    return answer ? ErrorKind::Internal : answer.error().kind;
}

void TestSafeCommands::addAccount(const char *name, const char *kind)
{
    QVERIFY(bool(call(
        "account.add",
        {{text("account"), text(name)}, {text("kind"), text(kind)}, {text("url"), text("http://127.0.0.1:9/v1")}})));
    QVERIFY(bool(
        call("account.key",
             {{text("account"), text(name)}, {text("key"), text("not-a-key")}, {text("place"), text("session")}})));
}

Job TestSafeCommands::job(qint64 id)
{
    const auto reader = Reader::open(m_folder->path());
    const auto detail = reader ? (*reader)->job(JobId{id}) : Result<JobDetail>(reader.error());
    return detail ? detail->job : Job();
}

QList<JobRow> TestSafeCommands::jobs()
{
    const auto reader = Reader::open(m_folder->path());
    const auto rows = reader ? (*reader)->jobs({}, {}, 100) : Result<QList<JobRow>>(reader.error());
    return rows ? *rows : QList<JobRow>();
}

void TestSafeCommands::aNumberIsTheBatchOfThatNumber()
{
    const QByteArray csv = "id,full_name,role\n1,Ana,Baker\n";
    QVERIFY(bool(create("portrait", csv, {{text("name"), text("2")}}))); // batch 1
    QVERIFY(bool(create("portrait", csv, {{text("name"), text("twin")}})));
    QVERIFY(bool(create("portrait", csv, {{text("name"), text("twin")}})));
    QVERIFY(bool(create("portrait", csv, {{text("name"), text("77")}}))); // no batch has that number
    const auto named = [this](const QJsonValue &batch) {
        const auto changed = call("batch.set", {{text("batch"), batch}, {text("priority"), 1}});
        return changed ? changed->value(QLatin1String("batch")).toInteger() : 0;
    };
    QCOMPARE(named(text("2")), 2);
    QCOMPARE(named(2), 2);
    QCOMPARE(named(text("77")), 4);
    QCOMPARE(fault("batch.set", {{text("batch"), text("twin")}, {text("priority"), 1}}), ErrorKind::BadArgument);
}

void TestSafeCommands::whatIsNoListNarrowsNothing()
{
    const auto added = create("portrait", "id,full_name,role\n1,Ana,Baker\n2,Bo,Nurse\n", {{text("start"), true}});
    QVERIFY(bool(added));
    const J batch{{text("batch"), added->value(QLatin1String("batch"))}};
    const auto with = [&batch](const char *name, const QJsonValue &value) {
        J args = batch;
        args.insert(text(name), value);
        return args;
    };
    const QList<J> unclear = {with("jobs", text("1")), with("jobs", QJsonArray()), with("jobs", QJsonArray{text("x")}),
                              with("job", 1.5), with("states", text("failed"))};
    for (const J &args : unclear)
        for (const char *command : {"job.cancel", "job.reroll", "job.retry"})
            QCOMPARE(fault(command, args), ErrorKind::BadArgument);
    for (const JobRow &row : jobs())
        QCOMPARE(row.state, JobState::Queued);
    QCOMPARE(call("job.cancel", with("jobs", QJsonArray{1}))->value(QLatin1String("changed")).toInteger(), 1);
}

void TestSafeCommands::noBudgetIsSetOverUnknownPrices()
{
    addAccount("acme", "openai");
    const J step{{text("id"), text("say")},
                 {text("operation"), text("text")},
                 {text("queue"), text("texts")},
                 {text("prompt"), text("Hi {{name}}")},
                 {text("model"), text("house-model")}};
    const J recipe{{text("name"), text("own")},
                   {text("version"), 1},
                   {text("title"), text("Own")},
                   {text("requires"), QJsonArray{text("name")}},
                   {text("steps"), QJsonArray{step}}};
    const auto imported = call("recipe.import", {{text("recipe"), recipe}});
    QVERIFY2(bool(imported), imported ? "" : qPrintable(toLine(imported.error())));
    const J order{{text("account"), text("acme")}, {text("client"), text("Ruum")}, {text("start"), true}};
    const auto added = create("own", "name\nAna\n", order);
    QVERIFY2(bool(added), added ? "" : qPrintable(toLine(added.error())));
    const J batch{{text("batch"), added->value(QLatin1String("batch"))}};
    const J day{{text("name"), text("dayBudget")}, {text("value"), text("5.00")}};
    QCOMPARE(fault("setting.set", day), ErrorKind::PriceUnknown);
    QCOMPARE(fault("account.set", {{text("account"), text("acme")}, {text("dayBudget"), text("5.00")}}),
             ErrorKind::PriceUnknown);
    QCOMPARE(fault("credit.set", {{text("client"), text("Ruum")}, {text("budget"), text("5.00")}}),
             ErrorKind::PriceUnknown);
    J ofBatch = batch;
    ofBatch.insert(text("budget"), text("5.00"));
    QCOMPARE(fault("batch.set", ofBatch), ErrorKind::PriceUnknown);
    // Another client's budget, or another account's, is another matter.
    QVERIFY(bool(call("credit.set", {{text("client"), text("Acme")}, {text("budget"), text("5.00")}})));
    // What does not run may be capped, and does not run again before its price is known.
    QVERIFY(bool(call("batch.pause", batch)));
    QVERIFY(bool(call("setting.set", day)));
    QCOMPARE(fault("batch.resume", batch), ErrorKind::PriceUnknown);
    const auto another = create("own", "name\nBo\n", order);
    QVERIFY(!another);
    QCOMPARE(another.error().kind, ErrorKind::PriceUnknown);
    QVERIFY(bool(call("setting.set", {{text("name"), text("dayBudget")}, {text("value"), text("")}})));
    QVERIFY(bool(call("batch.resume", batch)));
}

void TestSafeCommands::aQueueTakesItsJobsToItsNewAccount()
{
    addAccount("acme", "openai");
    QVERIFY(bool(create("portrait", "id,full_name,role\n1,Ana,Baker\n", {{text("start"), true}})));
    const Job before = job(1);
    QCOMPARE(before.reserve, Money{2'000}); // the sandbox's, as the recipe says
    const auto moved = call("queue.set", {{text("queue"), text("portraits")}, {text("account"), text("acme")}});
    QVERIFY(bool(moved));
    const Job after = job(1);
    QVERIFY(after.account != before.account);
    QVERIFY(!after.model.isEmpty());
    QVERIFY2(after.reserve > before.reserve, qPrintable(toDecimal(after.reserve)));
    // Back again, with everything.
    QVERIFY(bool(call("operation.undo", {{text("operation"), moved->value(QLatin1String("operation"))}})));
    QCOMPARE(job(1).account, before.account);
    QCOMPARE(job(1).model, before.model);
    QCOMPARE(job(1).reserve, before.reserve);
    // One that cannot make pictures does not get work that runs.
    addAccount("caller", "worker");
    QCOMPARE(fault("queue.set", {{text("queue"), text("portraits")}, {text("account"), text("caller")}}),
             ErrorKind::AccountUnable);
}

void TestSafeCommands::anAccountWithWorkStays()
{
    addAccount("acme", "openai");
    const auto added = create("portrait", "id,full_name,role\n1,Ana,Baker\n", {{text("start"), true}});
    QVERIFY(bool(added));
    const J batch{{text("batch"), added->value(QLatin1String("batch"))}};
    J move = batch;
    move.insert(text("toAccount"), text("acme"));
    QVERIFY(bool(call("job.move", move)));
    const J acme{{text("account"), text("acme")}};
    QCOMPARE(fault("account.remove", acme), ErrorKind::NotAllowed);
    QVERIFY(bool(call("batch.cancel", batch)));
    QVERIFY(bool(call("account.remove", acme)));
}

void TestSafeCommands::onlyWhatWasMovedIsTriedAgain()
{
    addAccount("caller", "worker");
    QVERIFY(bool(call("queue.set", {{text("queue"), text("calls")}, {text("account"), text("caller")}})));
    const J files{{text("files"), QJsonArray{text("{{photo}}")}}};
    const J called{{text("id"), text("call")},
                   {text("operation"), text("httpCall")},
                   {text("queue"), text("texts")},
                   {text("parameters"), files}};
    const J said{{text("id"), text("say")},
                 {text("operation"), text("text")},
                 {text("queue"), text("texts")},
                 {text("prompt"), text("Hi")},
                 {text("parameters"), files}};
    const J recipe{{text("name"), text("own")},
                   {text("version"), 1},
                   {text("title"), text("Own")},
                   {text("requires"), QJsonArray{text("photo")}},
                   {text("steps"), QJsonArray{called, said}}};
    const auto imported = call("recipe.import", {{text("recipe"), recipe}});
    QVERIFY2(bool(imported), imported ? "" : qPrintable(toLine(imported.error())));
    const QString photo = m_folder->filePath(QStringLiteral("photo.png"));
    QFile file(photo);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("png") == 3);
    file.close();
    QVERIFY(bool(create("own", "photo\nphoto.png\n", {{text("start"), true}})));
    QVERIFY(QFile::remove(photo)); // so that both fail before anything is sent
    QVERIFY(bool(call("engine.resume", {})));
    const auto failed = [this] {
        const auto rows = jobs();
        return std::count_if(rows.cbegin(), rows.cend(), [](const JobRow &r) { return r.state == JobState::Failed; });
    };
    QTRY_COMPARE(failed(), 2);
    QVERIFY(bool(call("engine.pause", {})));
    const auto moved =
        call("job.move", {{text("queue"), text("texts")}, {text("toQueue"), text("calls")}, {text("retry"), true}});
    QVERIFY2(bool(moved), moved ? "" : qPrintable(toLine(moved.error())));
    QCOMPARE(moved->value(QLatin1String("changed")).toInteger(), 1);
    QCOMPARE(moved->value(QLatin1String("retried")).toInteger(), 1);
    for (const JobRow &row : jobs())
        QCOMPARE(row.state, row.step == QLatin1String("call") ? JobState::Queued : JobState::Failed);
}

void TestSafeCommands::creditsThatArePromisedAreGone()
{
    const J credits{{text("image"), 3}};
    QVERIFY(bool(call("credit.set", {{text("client"), text("Ruum")}, {text("credits"), credits}})));
    const J order{{text("client"), text("Ruum")}, {text("start"), true}};
    QVERIFY(bool(create("portrait", "id,full_name,role\n1,Ana,Baker\n2,Bo,Nurse\n", order)));
    const auto second = create("portrait", "id,full_name,role\n3,Cy,Chef\n4,Di,Poet\n", order);
    QVERIFY(bool(second));
    QCOMPARE(second->value(QLatin1String("rows")).toInteger(), 1);
    QCOMPARE(second->value(QLatin1String("rejected")).toInteger(), 1);
    const auto third = create("portrait", "id,full_name,role\n5,Ed,Cook\n", order);
    QVERIFY(!third);
    QCOMPARE(third.error().kind, ErrorKind::BudgetTooSmall);
    // What is cancelled may be promised again.
    QVERIFY(bool(call("batch.cancel", {{text("batch"), second->value(QLatin1String("batch"))}})));
    QVERIFY(bool(create("portrait", "id,full_name,role\n5,Ed,Cook\n", order)));
}

// As fornadactl does beside no other engine: what it takes back holds for the next one that runs.
void TestSafeCommands::whoOnlyCarriesOutCommandsSendsNothing()
{
    QVERIFY(bool(create("portrait", "id,full_name,role\n1,Ana,Baker\n", {{text("start"), true}})));
    open(true);
    const auto pause = [this] {
        const auto known = call("operation.list", {});
        const auto list = known ? known->value(QLatin1String("operations")).toArray() : QJsonArray();
        for (const QJsonValue &operation : list)
            if (operation[QLatin1String("command")] == QLatin1String("engine.pause"))
                return operation[QLatin1String("id")].toInteger();
        return qint64(0);
    };
    const auto undone = call("operation.undo", {{text("operation"), pause()}});
    QVERIFY2(bool(undone), undone ? "" : qPrintable(toLine(undone.error())));
    QVERIFY(call("engine.status", {})->value(QLatin1String("paused")).toBool());
    QVERIFY(bool(call("engine.resume", {})));
    QVERIFY(call("engine.status", {})->value(QLatin1String("paused")).toBool());
    QCOMPARE(jobs().first().state, JobState::Queued);
    QCOMPARE(jobs().first().attempts, 0);
    open(false);
    QTRY_COMPARE(jobs().first().state, JobState::Completed);
}

QTEST_GUILESS_MAIN(TestSafeCommands)
#include "test_safe_commands.moc"
