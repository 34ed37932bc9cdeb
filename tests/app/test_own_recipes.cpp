#include "recipes/recipe_json.h"
#include "support/host_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;
using namespace Qt::StringLiterals;

// A batch is made with the recipe as it is when it is ordered.
class TestOwnRecipes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_world = HostWorld::paused();
        m_rows = m_world->write(u"rows.csv"_s, "id,full_name,role\n1,Ann,Cook\n");
    }
    void cleanup() { m_world.reset(); }

    void eachBatchHasTheRecipeOfItsTime();

private:
    // A portrait of each row in every mood.
    Result<QJsonObject> save(const QStringList &moods);
    // How many jobs a row becomes now; what is wrong, below 0.
    int jobsOfARow();

    std::unique_ptr<HostWorld> m_world;
    QString m_rows;
};

Result<QJsonObject> TestOwnRecipes::save(const QStringList &moods)
{
    auto recipe = builtInRecipe(u"portrait"_s);
    if (!recipe)
        return recipe.error();
    recipe->name = u"mine"_s;
    FanOut mood;
    mood.name = u"mood"_s;
    mood.values = moods;
    Step &step = recipe->steps.first();
    step.forEach = {mood};
    step.fileName += u"_{{mood}}"_s;
    return m_world->call(u"recipe.import"_s, {{u"recipe"_s, toJson(*recipe)}});
}

int TestOwnRecipes::jobsOfARow()
{
    const auto added =
        m_world->call(u"batch.create"_s, {{u"recipe"_s, u"mine"_s}, {u"rows"_s, m_rows}, {u"start"_s, false}});
    return added ? added->value("jobs"_L1).toInt() : -int(added.error().kind);
}

void TestOwnRecipes::eachBatchHasTheRecipeOfItsTime()
{
    constexpr int kUnknown = -int(ErrorKind::UnknownRecipe);
    QCOMPARE(jobsOfARow(), kUnknown);
    const auto first = save({u"glad"_s});
    QVERIFY2(first, first ? "" : qPrintable(first.error().detail));
    QCOMPARE(jobsOfARow(), 1);
    const auto second = save({u"glad"_s, u"grave"_s, u"calm"_s});
    QVERIFY(second);
    QCOMPARE(jobsOfARow(), 3);
    QVERIFY(m_world->call(u"operation.undo"_s, {{u"operation"_s, second->value("operation"_L1)}}));
    QCOMPARE(jobsOfARow(), 1);
    const auto removed = m_world->call(u"recipe.remove"_s, {{u"recipe"_s, u"mine"_s}});
    QVERIFY(removed);
    QCOMPARE(jobsOfARow(), kUnknown);
    QVERIFY(m_world->call(u"operation.undo"_s, {{u"operation"_s, removed->value("operation"_L1)}}));
    QCOMPARE(jobsOfARow(), 1);
}

QTEST_GUILESS_MAIN(TestOwnRecipes)
#include "test_own_recipes.moc"
