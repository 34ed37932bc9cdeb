#pragma once

#include "model/report.h"
#include "text/format.h"

namespace fornada {

// "Report: Avatars", "Monday, 24 November 2025", "Week of 24 to 30 November 2025".
QString reportTitle(const Report &report, const Formats &formats = {});

// Puts down why what is left waits, and until when.
void sayWaits(Report &report, const BatchWaits &waits, Wall now, const Formats &formats = {});

// Do numbers lead to the jobs they count? Only inside the window.
enum class ReportLinks { None, Jobs };
// What stands in the page, as simple HTML that a QTextDocument understands too. What came from rows and answers is text
// in it, never HTML.
QString reportBody(const Report &report, Wall now, ReportLinks links, const Formats &formats = {});
// A page of its own, light and dark as its reader's browser is; needs nothing else.
QString reportHtml(const Report &report, Wall now, const Formats &formats = {});

// Where a number leads to: the jobs of a batch in a state, or what is not done yet.
struct ReportLink {
    BatchId batch;
    QList<JobState> states;
};
std::optional<ReportLink> reportLink(const QString &address);

} // namespace fornada
