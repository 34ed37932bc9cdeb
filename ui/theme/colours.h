#pragma once

#include "model/batch_state.h"
#include "model/job_state.h"

#include <QColor>

namespace fornada {

enum class Shade { Light, Dark };

// Every colour of the window, by what it is for. The only place that names colours.
struct Colours {
    QColor window;     // the ground of bars and rails
    QColor base;       // the ground of lists and texts
    QColor raised;     // cards and headers
    QColor hover;      // what the pointer is over
    QColor border;     // hairlines
    QColor text;       // what is read first
    QColor muted;      // what is read second
    QColor faint;      // disabled, placeholders
    QColor accent;     // the one thing to click
    QColor onAccent;   // text on it
    QColor accentTint; // the ground of what is selected
    QColor good, warning, bad, info;
    QColor track; // the empty part of a progress bar

    QColor queued, blocked, running, completed, failed, review, unknown, skipped, cancelled;

    QColor of(JobState state) const;
    QColor of(BatchState state) const;
};

const Colours &coloursOf(Shade shade);

} // namespace fornada
