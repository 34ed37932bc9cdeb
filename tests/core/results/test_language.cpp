#include "results/language.h"

#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

// Says a language only where it is clear.
class TestLanguage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tells_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("language");
        const auto row = [](const char *name, const QString &text, const QString &language) {
            QTest::newRow(name) << text << language;
        };
        row("english",
            u"Every morning the baker opens the door before the sun is up, and the smell of bread goes down the street "
            "to all who are still asleep."_s,
            u"en"_s);
        row("portuguese",
            u"Todas as manhãs o padeiro abre a porta antes de o sol nascer, e o cheiro do pão desce a rua até quem "
            u"ainda "
            "está dormindo; não há quem resista."_s,
            u"pt"_s);
        row("spanish",
            u"Todas las mañanas el panadero abre la puerta antes de que salga el sol, y el olor del pan baja por la "
            "calle hasta los que todavía duermen."_s,
            u"es"_s);
        row("french",
            u"Chaque matin le boulanger ouvre la porte avant que le soleil se lève, et l'odeur du pain descend la rue "
            "jusqu'à ceux qui dorment encore dans les maisons."_s,
            u"fr"_s);
        row("german",
            u"Jeden Morgen öffnet der Bäcker die Tür, bevor die Sonne aufgeht, und der Duft von Brot zieht durch die "
            "Straße zu allen, die noch schlafen."_s,
            u"de"_s);
        row("italian",
            u"Ogni mattina il fornaio apre la porta prima che il sole sorga, e il profumo del pane scende per la "
            u"strada "
            "fino a chi ancora dorme nelle case della città."_s,
            u"it"_s);
        row("dutch",
            u"Elke ochtend doet de bakker de deur open voordat de zon op is, en de geur van het brood gaat door de "
            "straat naar wie er nog niet wakker zijn."_s,
            u"nl"_s);
        row("russian", u"Каждое утро пекарь открывает дверь ещё до восхода солнца, и запах хлеба идёт по улице."_s,
            u"ru"_s);
        row("japanese", u"パン屋は毎朝、日が昇る前に扉を開けます。パンの香りが通りに流れていきます。"_s, u"ja"_s);
        row("korean", u"빵집 주인은 매일 아침 해가 뜨기 전에 문을 열고 빵 냄새는 거리를 따라 내려간다"_s, u"ko"_s);
        row("nothing", {}, {});
        row("too short", u"The baker opens the door"_s, {});
        row("names and figures",
            u"Anna Maria 12, Paul 13, Otto 14, Lena 15, Karl 16, Ines 17, Hugo 18, Emma 19, Max 20, "
            "Mia 21, Leo 22, Ida 23"_s,
            {});
        row("two languages",
            u"The bread is on the table and it is warm, but it is not for you. O pão está na mesa e ele está quente, mas não é para você."_s,
            {});
        row("another language",
            u"Joka aamu leipuri avaa oven ennen kuin aurinko nousee ja leivän tuoksu leviää kadulle kaikille jotka "
            u"vielä "
            "nukkuvat"_s,
            {});
    }
    void tells()
    {
        QFETCH(QString, text);
        QFETCH(QString, language);
        QCOMPARE(languageOfText(text), language);
    }
};

QTEST_GUILESS_MAIN(TestLanguage)
#include "test_language.moc"
