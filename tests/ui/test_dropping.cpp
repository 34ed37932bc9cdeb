#include "dialogs/new_batch.h"
#include "ui/shown_window.h"
#include "widgets/banner.h"

#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

struct Shown : ShownWindow {
    Shown()
    {
        for (const QString &path : {first, second}) {
            QFile file(path);
            if (file.open(QIODevice::WriteOnly))
                file.write("id,full_name,role\n1,Ana,Baker\n");
        }
    }
    // True when it was taken.
    bool drop(QWidget &place, const QMimeData &data)
    {
        QDragEnterEvent enter(QPoint(60, 40), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&place, &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent dropped(QPointF(60, 40), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&place, &dropped);
        return dropped.isAccepted();
    }
    bool drop(QWidget &place, const QStringList &paths)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString &path : paths)
            urls.append(QUrl::fromLocalFile(path));
        data.setUrls(urls);
        return drop(place, data);
    }
    NewBatch *dialog() const { return find<NewBatch>(u"newBatch"_s); }
    Banner *banner() const { return dialog()->findChild<Banner *>(); }
    bool canStart() const { return dialog()->findChild<QPushButton *>(u"start"_s)->isEnabled(); }
    int rows() const { return dialog()->findChild<QTableView *>(u"preview"_s)->model()->rowCount(); }

    QTemporaryDir folder;
    const QString first = folder.filePath(u"first.csv"_s), second = folder.filePath(u"second.csv"_s);
};

} // namespace

// What is let go over the window.
class TestDropping final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void severalFilesAreNoRows()
    {
        Shown shown;
        QVERIFY(shown.drop(*shown.window, {shown.first, shown.second}));
        QTRY_VERIFY(shown.dialog() && shown.banner()->isVisible());
        QVERIFY2(shown.banner()->text().contains(u"at a time"_s), qPrintable(shown.banner()->text()));
        QVERIFY(shown.drop(*shown.dialog(), {shown.first}));
        QTRY_VERIFY(shown.canStart());
        QCOMPARE(shown.rows(), 1);
        QVERIFY(!shown.banner()->isVisible());
    }

    // Those that were there stay.
    void severalFilesOnABatchAreRefused()
    {
        Shown shown;
        shown.window->showNewBatch(shown.first);
        QTRY_VERIFY(shown.canStart());
        QVERIFY(shown.drop(*shown.dialog(), {shown.second, shown.first}));
        QVERIFY(shown.banner()->isVisible());
        QVERIFY(shown.banner()->text().contains(u"at a time"_s));
        QVERIFY(shown.canStart());
    }

    void anEmptyListOfFilesHarmsNobody()
    {
        Shown shown;
        shown.window->showNewBatch();
        QMimeData nothing;
        nothing.setData(u"text/uri-list"_s, {});
        shown.drop(*shown.dialog(), nothing);
        QTRY_VERIFY(shown.banner()->isVisible());
        QVERIFY(shown.banner()->text().contains(u"no text"_s));
    }

    void rowsAreTakenAsText()
    {
        Shown shown;
        QMimeData rows;
        rows.setText(u"id,full_name,role\n1,Ana,Baker\n2,Bia,Nurse\n"_s);
        QVERIFY(shown.drop(*shown.window, rows));
        QTRY_VERIFY(shown.dialog() && shown.canStart());
        QCOMPARE(shown.rows(), 2);
    }

    void manyRowsAreCountedInGroups()
    {
        Shown shown;
        QString text = u"id,full_name,role\n"_s;
        for (int row = 1; row <= 1'200; ++row)
            text += u"%1,Ana,Baker\n"_s.arg(row);
        QMimeData rows;
        rows.setText(text);
        QVERIFY(shown.drop(*shown.window, rows));
        const auto summary = [&shown] { return shown.dialog()->findChild<QLabel *>(u"summary"_s)->text(); };
        QTRY_VERIFY2(summary().contains(u"1,200 rows"_s), qPrintable(summary()));
    }
};

QTEST_MAIN(TestDropping)
#include "test_dropping.moc"
