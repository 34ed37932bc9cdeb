#include "engine/change_impact.h"
#include "engine/request_builder.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;

namespace {

Step stepOf(const QString &id, const QString &prompt, const QStringList &after = {})
{
    Step step;
    step.id = id;
    step.operation = Operation::Text;
    step.output = OutputKind::Text;
    step.prompt = prompt;
    step.after = after;
    return step;
}

// Rows of a batch whose results were all asked for with one recipe, looked at with another.
struct Given {
    Recipe then, now;
    int variants = 1;
    DiskFileIo files;

    RequestPlan planOf(const Recipe &recipe, const MadeJob &made) const
    {
        RequestPlan plan;
        for (const Step &step : recipe.steps)
            if (step.id == made.input.job.step)
                plan.step = step;
        plan.account.id = AccountId{1};
        plan.account.kind = ProviderKind::Sandbox;
        plan.input = made.input;
        return plan;
    }
    MadeJob job(qint64 id, qint64 row, const QString &step, const QString &fan = {}) const
    {
        MadeJob made;
        made.isMade = true;
        Job &job = made.input.job;
        job.id = JobId{id};
        job.row = RowId{row};
        job.rowNumber = row;
        job.step = step;
        job.fanKey = fan;
        job.state = JobState::Completed;
        job.reserve = Money{1'000};
        made.input.rowKey = QString::number(row);
        made.input.fields = {{QStringLiteral("name"), QStringLiteral("Ann %1").arg(row)}};
        for (const Step &candidate : then.steps) {
            for (const QString &parent : candidate.id == step ? candidate.after : QStringList()) {
                ResultItem item;
                item.text = QStringLiteral("a %1").arg(parent);
                made.input.parentResults.append(item);
                made.input.parentSteps.append(parent);
                made.input.parentFans.append(fan);
            }
        }
        return made;
    }
    // Asked with the old recipe; its sample is the one before its present result.
    MadeJob asked(MadeJob made) const
    {
        RequestPlan plan = planOf(then, made);
        made.input.variants = variants;
        plan.input.variants = variants - 1;
        const auto hash = requestHash(plan, const_cast<DiskFileIo &>(files));
        made.askedWith = hash ? *hash : QByteArray();
        return made;
    }
    Impact look(const QList<MadeJob> &jobs, int listed = 100)
    {
        ImpactTally tally(now, listed);
        for (const MadeJob &made : jobs) {
            RequestPlan plan = planOf(now, made);
            tally.take(made, &plan, files);
        }
        return tally.impact();
    }
};

QList<qint64> idsOf(const Impact &impact)
{
    QList<qint64> ids;
    for (const JobId id : impact.jobs)
        ids.append(id.value);
    return ids;
}

} // namespace

// Which results would be others now.
class TestChangeImpact : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatIsAskedAlikeIsUnchanged();
    void onlyTheEditedStepIsStale();
    void whoeverUsesAStaleResultIsStale();
    void fansFollowTheirOwnParent();
    void waitingForAParentIsNoReason();
    void aParentThatIsMadeAgainCounts();
    void anOlderSampleIsTheSameRequest();
    void whatIsNotKnownIsNotMadeAgain();
    void theListIsCutAndTheSumIsNot();

private:
    Given m_given;
};

void TestChangeImpact::init()
{
    m_given = Given();
    m_given.then.steps = {
        stepOf(QStringLiteral("title"), QStringLiteral("Title for {{name}}")),
        stepOf(QStringLiteral("poem"), QStringLiteral("Poem: {{results.title.text}}"), {QStringLiteral("title")}),
        stepOf(QStringLiteral("voice"), QStringLiteral("Say {{results.poem.text}}"), {QStringLiteral("poem")}),
        stepOf(QStringLiteral("face"), QStringLiteral("Face of {{name}}"))};
    m_given.now = m_given.then;
}

void TestChangeImpact::whatIsAskedAlikeIsUnchanged()
{
    const Impact impact = m_given.look({m_given.asked(m_given.job(1, 1, QStringLiteral("title"))),
                                        m_given.asked(m_given.job(2, 1, QStringLiteral("face")))});
    QCOMPARE(impact.made, 2);
    QCOMPARE(impact.stale, 0);
    QCOMPARE(impact.unclear, 0);
    QVERIFY(impact.most.isZero());
}

void TestChangeImpact::onlyTheEditedStepIsStale()
{
    m_given.now.steps[3].prompt = QStringLiteral("Smiling face of {{name}}");
    QList<MadeJob> jobs;
    for (qint64 row = 1; row <= 3; ++row) {
        jobs.append(m_given.asked(m_given.job(row * 10, row, QStringLiteral("title"))));
        jobs.append(m_given.asked(m_given.job(row * 10 + 1, row, QStringLiteral("face"))));
    }
    const Impact impact = m_given.look(jobs);
    QCOMPARE(idsOf(impact), QList<qint64>({11, 21, 31}));
    QVERIFY(impact.most == Money{3'000});
    QCOMPARE(impact.first.first().rowKey, QStringLiteral("1"));
    QVERIFY(impact.first.first().because.isEmpty());
    QCOMPARE(impact.steps.size(), 2);
    QCOMPARE(impact.steps.first().step, QStringLiteral("title")); // the recipe's order
    QCOMPARE(impact.steps.first().stale, 0);
    QCOMPARE(impact.steps.last().stale, 3);
}

void TestChangeImpact::whoeverUsesAStaleResultIsStale()
{
    m_given.now.steps[0].prompt = QStringLiteral("Funny title for {{name}}");
    const Impact impact = m_given.look({m_given.asked(m_given.job(1, 1, QStringLiteral("title"))),
                                        m_given.asked(m_given.job(2, 1, QStringLiteral("poem"))),
                                        m_given.asked(m_given.job(3, 1, QStringLiteral("voice"))),
                                        m_given.asked(m_given.job(4, 1, QStringLiteral("face")))});
    QCOMPARE(idsOf(impact), QList<qint64>({1, 2, 3}));
    QVERIFY(impact.first.at(0).because.isEmpty());
    QCOMPARE(impact.first.at(1).because, QStringLiteral("title"));
    QCOMPARE(impact.first.at(2).because, QStringLiteral("poem"));
}

// A row's field of another language than the one that was worded anew keeps its results.
void TestChangeImpact::fansFollowTheirOwnParent()
{
    MadeJob english = m_given.asked(m_given.job(1, 1, QStringLiteral("title"), QStringLiteral("en")));
    english.askedWith = "another";
    const Impact impact =
        m_given.look({english, m_given.asked(m_given.job(2, 1, QStringLiteral("title"), QStringLiteral("pt"))),
                      m_given.asked(m_given.job(3, 1, QStringLiteral("poem"), QStringLiteral("en"))),
                      m_given.asked(m_given.job(4, 1, QStringLiteral("poem"), QStringLiteral("pt"))),
                      m_given.asked(m_given.job(5, 2, QStringLiteral("poem"), QStringLiteral("en")))});
    QCOMPARE(idsOf(impact), QList<qint64>({1, 3}));
}

void TestChangeImpact::waitingForAParentIsNoReason()
{
    m_given.then.steps[2].prompt = m_given.now.steps[2].prompt = QStringLiteral("Say hello to {{name}}");
    m_given.now.steps[1].prompt = QStringLiteral("Long poem: {{results.title.text}}");
    const Impact impact = m_given.look({m_given.asked(m_given.job(1, 1, QStringLiteral("poem"))),
                                        m_given.asked(m_given.job(2, 1, QStringLiteral("voice")))});
    QCOMPARE(idsOf(impact), QList<qint64>({1}));
}

void TestChangeImpact::aParentThatIsMadeAgainCounts()
{
    MadeJob parent = m_given.job(1, 1, QStringLiteral("title"));
    parent.isMade = false;
    parent.input.job.state = JobState::Running;
    const Impact impact = m_given.look({parent, m_given.asked(m_given.job(2, 1, QStringLiteral("poem"))),
                                        m_given.asked(m_given.job(3, 2, QStringLiteral("poem")))});
    QCOMPARE(idsOf(impact), QList<qint64>({2}));
    QCOMPARE(impact.notMade, 1);
    QCOMPARE(impact.made, 2);
}

void TestChangeImpact::anOlderSampleIsTheSameRequest()
{
    m_given.variants = 3; // it was re-rolled twice
    QCOMPARE(m_given.look({m_given.asked(m_given.job(1, 1, QStringLiteral("face")))}).stale, 0);
    m_given.now.steps[3].prompt = QStringLiteral("Other");
    QCOMPARE(m_given.look({m_given.asked(m_given.job(1, 1, QStringLiteral("face")))}).stale, 1);
}

void TestChangeImpact::whatIsNotKnownIsNotMadeAgain()
{
    m_given.now.steps[3].parameters = {{QStringLiteral("files"), QJsonArray{QStringLiteral("/nowhere/photo.png")}}};
    const Impact impact = m_given.look({m_given.job(1, 1, QStringLiteral("title")), // made elsewhere
                                        m_given.asked(m_given.job(2, 1, QStringLiteral("face")))});
    QCOMPARE(impact.stale, 0);
    QCOMPARE(impact.unclear, 2);
    ImpactTally tally(m_given.now, 10);
    tally.take(m_given.asked(m_given.job(3, 1, QStringLiteral("title"))), nullptr,
               m_given.files); // its account is gone
    QCOMPARE(tally.impact().unclear, 1);
}

void TestChangeImpact::theListIsCutAndTheSumIsNot()
{
    m_given.now.steps[3].prompt = QStringLiteral("Other");
    QList<MadeJob> jobs;
    for (qint64 row = 1; row <= 5; ++row)
        jobs.append(m_given.asked(m_given.job(row, row, QStringLiteral("face"))));
    const Impact impact = m_given.look(jobs, 2);
    QCOMPARE(impact.first.size(), 2);
    QCOMPARE(impact.jobs.size(), 5);
    QVERIFY(impact.most == Money{5'000});
}

QTEST_GUILESS_MAIN(TestChangeImpact)
#include "test_change_impact.moc"
