#include "recipes/recipe_json.h"
#include "recipes/result_names.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

// What the files of a job are called.
class TestResultNames final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asTheStepSays_data()
    {
        QTest::addColumn<QString>("fileName");
        QTest::addColumn<QStringList>("name");
        const QString folder = u"7 Acme"_s;
        QTest::newRow("nothing") << QString() << QStringList{folder, u"ana-script-pt"_s};
        QTest::newRow("a template") << u"{{city}}/{{name}} {{language}}"_s
                                    << QStringList{folder, u"Rio/Sul"_s, u"Ana pt"_s};
        QTest::newRow("batch and client")
            << u"{{batch}} {{client}} {{params.season}} {{row}}"_s << QStringList{folder, u"Acme Ruum spring 3"_s};
        QTest::newRow("sections") << u"{{#city}}{{city}}{{/city}}{{^city}}{{key}}{{/city}}/{{^color}}plain{{/color}}"_s
                                  << QStringList{folder, u"Rio/Sul"_s, u"plain"_s};
        QTest::newRow("more than is known") << u"{{color}}"_s << QStringList{folder, u"ana-script-pt"_s};
    }
    void asTheStepSays()
    {
        QFETCH(const QString, fileName);
        QJsonObject step{
            {u"id"_s, u"script"_s},
            {u"operation"_s, u"text"_s},
            {u"queue"_s, u"texts"_s},
            {u"prompt"_s, u"p"_s},
            {u"for"_s, QJsonArray{QJsonObject{{u"name"_s, u"language"_s}, {u"in"_s, QJsonArray{u"pt"_s, u"en"_s}}}}}};
        if (!fileName.isEmpty())
            step.insert(u"file"_s, fileName);
        Batch batch;
        batch.id = BatchId{7};
        batch.name = u"Acme"_s;
        batch.client = u"Ruum"_s;
        batch.parameters = {{u"season"_s, u"spring"_s}};
        const QJsonObject recipe{{u"name"_s, u"scripts"_s},
                                 {u"version"_s, 1},
                                 {u"requires"_s, QJsonArray{u"name"_s, u"city"_s, u"color"_s}},
                                 {u"parameters"_s, QJsonObject{{u"season"_s, u"winter"_s}}},
                                 {u"steps"_s, QJsonArray{step}}};
        QVERIFY(recipeFromJson(recipe));
        const ResultNames names(recipe, batch);
        Delivery job;
        job.row = {3, u"ana"_s, {{u"name"_s, u"Ana"_s}, {u"city"_s, u"Rio/Sul"_s}}};
        job.step = u"script"_s;
        job.fanKey = u"pt"_s;
        QTEST(names(job), "name");
    }
};

QTEST_GUILESS_MAIN(TestResultNames)
#include "test_result_names.moc"
