#include "theme/colours.h"

namespace fornada {

namespace {

Colours lightColours()
{
    Colours c;
    c.window = QColor(0xF3F4F6);
    c.base = QColor(0xFFFFFF);
    c.raised = QColor(0xFAFAFB);
    c.hover = QColor(0xECEEF1);
    c.border = QColor(0xDCDFE4);
    c.text = QColor(0x1D232B);
    c.muted = QColor(0x586270);
    c.faint = QColor(0x7F8894);
    c.accent = QColor(0xB4500F);
    c.onAccent = QColor(0xFFFFFF);
    c.accentTint = QColor(0xFBEADC);
    c.good = QColor(0x1F7A4A);
    c.warning = QColor(0x946200);
    c.bad = QColor(0xB8233F);
    c.info = QColor(0x2463C8);
    c.track = QColor(0xE4E7EB);
    c.queued = QColor(0x76818F);
    c.blocked = QColor(0x98A1AC);
    c.running = QColor(0x2B6BD6);
    c.completed = QColor(0x2A8855);
    c.failed = QColor(0xC4294A);
    c.review = QColor(0xB07A00);
    c.unknown = QColor(0x8547C4);
    c.skipped = QColor(0x8C8377);
    c.cancelled = QColor(0x6A737F);
    return c;
}

Colours darkColours()
{
    Colours c;
    c.window = QColor(0x202327);
    c.base = QColor(0x191B1F);
    c.raised = QColor(0x25292E);
    c.hover = QColor(0x2C3036);
    c.border = QColor(0x363B42);
    c.text = QColor(0xE7E9EC);
    c.muted = QColor(0xA6AEB8);
    c.faint = QColor(0x757E89);
    c.accent = QColor(0xF0935A);
    c.onAccent = QColor(0x24150B);
    c.accentTint = QColor(0x46301F);
    c.good = QColor(0x63C08D);
    c.warning = QColor(0xE0B040);
    c.bad = QColor(0xF27C93);
    c.info = QColor(0x7CABFF);
    c.track = QColor(0x33383F);
    c.queued = QColor(0x9AA4B0);
    c.blocked = QColor(0x6F7883);
    c.running = QColor(0x6AA0FF);
    c.completed = QColor(0x57B584);
    c.failed = QColor(0xEE6E88);
    c.review = QColor(0xE0B040);
    c.unknown = QColor(0xBB90F2);
    c.skipped = QColor(0x9C9182);
    c.cancelled = QColor(0x7F8893);
    return c;
}

} // namespace

QColor Colours::of(JobState state) const
{
    switch (state) {
    case JobState::Blocked:
        return blocked;
    case JobState::Queued:
        return queued;
    case JobState::Running:
        return running;
    case JobState::Completed:
        return completed;
    case JobState::Failed:
        return failed;
    case JobState::Review:
        return review;
    case JobState::Unknown:
        return unknown;
    case JobState::Skipped:
        return skipped;
    case JobState::Cancelled:
        return cancelled;
    }
    return text;
}

QColor Colours::of(BatchState state) const
{
    switch (state) {
    case BatchState::Adding:
    case BatchState::Draft:
        return queued;
    case BatchState::Running:
        return running;
    case BatchState::Paused:
        return review;
    case BatchState::Finished:
        return completed;
    case BatchState::Cancelled:
        return cancelled;
    }
    return text;
}

const Colours &coloursOf(Shade shade)
{
    static const Colours light = lightColours();
    static const Colours dark = darkColours();
    return shade == Shade::Dark ? dark : light;
}

} // namespace fornada
