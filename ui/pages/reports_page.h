#pragma once

#include "model/report.h"
#include "pages/page.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QPushButton;
class QTextBrowser;
class QUrl;

namespace fornada {

// What was done and what it cost, of a batch, a day or a week; a click on a number shows the jobs it counts. UI thread;
// owned by the main window.
class ReportsPage final : public Page {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReportsPage)
public:
    explicit ReportsPage(const UiContext &context, QWidget *parent = nullptr);

    bool wantsInspector() const override { return false; }
    bool wantsSearch() const override { return false; }
    QString copyText() const override;
    void showBatch(BatchId batch);
    void saveAs(const QString &path);

Q_SIGNALS:
    void jobsWanted(const fornada::JobQuery &jobs);
    void saved(const QString &path);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHeader();
    void setTexts();
    void fillBatches();
    void ask();
    void askAgain();
    void take(const Result<Report> &report);
    void render();
    Report titled(Report report) const;
    void openLink(const QUrl &link);
    void chooseFile();

    const UiContext m_context;
    QLabel *m_title = nullptr;
    QComboBox *m_batch = nullptr, *m_days = nullptr;
    QPushButton *m_save = nullptr, *m_folder = nullptr;
    QTextBrowser *m_view;
    QTimer m_again{this};
    ReadTicket m_reading;
    std::optional<Report> m_report;
    QString m_html; // as it is drawn
    BatchId m_wantedBatch;
    QList<qint64> m_shown; // batch and days: a report of something else begins at its top
};

} // namespace fornada
