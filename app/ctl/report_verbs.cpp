#include "ctl/printing.h"
#include "ctl/session.h"
#include "text/report_page.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QTranslator>

namespace fornada {

namespace {

constexpr int kDaysOfAWeek = 7;

QString usageOf(const QString &what)
{
    return QStringLiteral("report %1 [--html FILE] [--language en|pt_BR]").arg(what);
}

QStringList options()
{
    return {QStringLiteral("html"), QStringLiteral("language"), QStringLiteral("of")};
}

// A terminal without a language of its own speaks English.
Formats formatsOf(const QLocale &locale)
{
    Formats formats;
    formats.locale = locale.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedStates) : locale;
    return formats;
}

// The engine, when one runs, knows why what is left waits.
void addNotes(Session &session, Report &report)
{
    if (const auto engine = session.askEngine(QStringLiteral("engine.status"), {}))
        sayWaits(report, laneWaits(engine->value(QLatin1String("lanes")).toArray()), SystemClock().now().wall);
}

void printLine(Session &session, const QString &name, const ReportLine &line, const Formats &formats)
{
    const QString whole =
        line.whole ? QStringLiteral(" (%1 of %2 done)").arg(line.whole->settled()).arg(line.whole->total()) : QString();
    session.print(QStringLiteral("  %1: %2 completed, %3 failed, %4 not done yet%5, %6, %7")
                      .arg(name)
                      .arg(line.jobs[JobState::Completed])
                      .arg(line.jobs[JobState::Failed])
                      .arg(line.left())
                      .arg(whole)
                      .arg(counted(line.requests, "request", "requests"))
                      .arg(moneyText(line.spent, formats)));
    if (!line.note.isEmpty())
        session.print(QStringLiteral("    ") + line.note);
}

void print(Session &session, const Report &report)
{
    const Formats formats = formatsOf(QLocale(QLocale::English, QLocale::UnitedStates));
    const ReportLine &all = report.total;
    session.print(reportTitle(report, formats));
    printLine(session, QStringLiteral("all"), all, formats);
    if (all.answered() > 0)
        session.print(QStringLiteral("  success rate %1, %2 paid for nothing, %3 possibly charged, processing %4")
                          .arg(percentText(all.jobs[JobState::Completed], all.answered(), formats),
                               moneyText(all.wasted, formats), moneyText(all.maybe, formats),
                               durationText(all.processing)));
    for (const ReportLine &line : report.steps + report.batches)
        printLine(session, line.name, line, formats);
    for (const ReportLine &line : report.days)
        printLine(session, line.day.toString(Qt::ISODate), line, formats);
    for (const ReportCause &cause : report.causes)
        session.print(QStringLiteral("  failed: %1 x %2").arg(cause.jobs).arg(cause.message));
}

// The page speaks the language that was asked for; without one, this machine's.
Status writePage(const Report &report, const QString &path, const QString &language)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    if (!language.isEmpty() && locale.language() != QLocale::English && locale.language() != QLocale::Portuguese)
        return Error{ErrorKind::BadArgument, QStringLiteral("language"),
                     QStringLiteral("en or pt_BR; not %1").arg(language)};
    QTranslator words;
    if (locale.language() == QLocale::Portuguese &&
        words.load(QStringLiteral("fornada_pt_BR"), QStringLiteral(":/fornada/translations")))
        QCoreApplication::installTranslator(&words);
    return writeReportPage(report, SystemClock().now().wall, path, formatsOf(locale));
}

int give(Session &session, Result<Report> report)
{
    if (!report)
        return session.fail(report.error());
    addNotes(session, *report);
    if (session.args().has(QStringLiteral("html"))) {
        const QString path = QDir::current().absoluteFilePath(session.args().value(QStringLiteral("html")));
        if (const Status written = writePage(*report, path, session.args().value(QStringLiteral("language"))); !written)
            return session.fail(written.error());
        if (!session.json())
            session.print(path);
    } else if (!session.json()) {
        print(session, *report);
    }
    if (session.json())
        session.printJson(toJson(*report));
    return kOk;
}

int ofBatch(Session &session)
{
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    const auto batch = findBatch(**reader, session.args().word(2));
    return batch ? give(session, (*reader)->batchReport(batch->id)) : session.fail(batch.error());
}

int ofDays(Session &session, bool week)
{
    QDate day = QDate::currentDate();
    if (session.args().has(QStringLiteral("of")))
        day = QDate::fromString(session.args().value(QStringLiteral("of")), Qt::ISODate);
    if (!day.isValid())
        return session.usage(QStringLiteral("report %1 [--of 2026-11-21]").arg(session.args().word(1)));
    const auto reader = session.reader();
    if (!reader)
        return session.fail(reader.error());
    const QDate monday = day.addDays(1 - day.dayOfWeek());
    return give(session, week ? (*reader)->periodReport(monday, monday.addDays(kDaysOfAWeek - 1))
                              : (*reader)->periodReport(day, day));
}

int ofWeek(Session &session)
{
    return ofDays(session, true);
}

int ofDay(Session &session)
{
    return ofDays(session, false);
}

} // namespace

QList<Verb> reportVerbs()
{
    return {{QStringLiteral("batch"), usageOf(QStringLiteral("batch ID")), options(), ofBatch, kOneWord},
            {QStringLiteral("week"), usageOf(QStringLiteral("week [--of DATE]")), options(), ofWeek},
            {QStringLiteral("day"), usageOf(QStringLiteral("day [--of DATE]")), options(), ofDay}};
}

} // namespace fornada
