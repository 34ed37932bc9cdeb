#!/bin/sh
# Plants one bad include at a time and expects check_arrows.sh to name its line; good ones must pass.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# expect VERDICT FILE INCLUDE: a tree of one file with one include is refused or passes.
expect() {
    rm -rf "$work/tree"
    mkdir -p "$work/tree/$(dirname "$2")"
    printf '#pragma once\n  #  include %s\n' "$3" > "$work/tree/$2"
    if sh "$here/check_arrows.sh" "$work/tree" > "$work/said" 2>&1; then verdict=passes; else verdict=refused; fi
    if [ "$verdict" = refused ] && ! grep -q "^$2:2: " "$work/said"; then verdict="refused without naming the line"; fi
    if [ "$verdict" != "$1" ]; then
        echo "FAIL: $2 includes $3: expected $1, got $verdict"
        cat "$work/said"
        failed=$((failed + 1))
    fi
}

expect refused core/base/a.h '"model/job.h"'
expect refused core/model/a.h '"limits/pace.h"'
expect refused core/limits/a.cpp '"scheduler/scheduler.h"'
expect refused core/scheduler/a.cpp '"store/store.h"'
expect refused core/store/a.cpp '"net/transport.h"'
expect refused core/store/a.cpp '"providers/adapter.h"'
expect refused core/net/a.cpp '"store/store.h"'
expect refused core/net/a.cpp '<providers/adapter.h>'
expect refused core/providers/a.cpp '"net/transport.h"'
expect refused core/providers/a.cpp '"store/store.h"'
expect refused core/providers/a.cpp '"core/net/transport.h"'
expect refused core/providers/a.cpp '"../net/transport.h"'
expect refused core/providers/deep/er/a.cpp '"net/transport.h"'
expect refused core/recipes/a.cpp '"engine/runtime.h"'
expect refused core/intake/a.cpp '"recipes/planner.h"'
expect refused core/sandbox/a.cpp '"limits/pace.h"'
expect refused core/sandbox/a.cpp '"providers/adapter.h"'
expect refused core/engine/a.cpp '"sandbox/server.h"'
expect refused core/engine/a.cpp '"ops/backup.h"'
expect refused core/ops/a.cpp '"engine/runtime.h"'
expect refused ui/pages/a.cpp '"engine/runtime.h"'
expect refused ui/pages/a.cpp '"store/store.h"'
expect refused ui/pages/a.cpp '"net/transport.h"'
expect refused ui/pages/a.cpp '"app/main.h"'
expect refused core/engine/a.cpp '"ui/text/sentences.h"'
expect refused core/engine/a.cpp '"app/main.h"'
expect refused core/base/a.cpp '<QWidget>'
expect refused core/engine/a.cpp '<QtWidgets/QWidget>'
expect refused core/results/a.cpp '<QtCharts>'

expect passes core/base/a.cpp '<QString>'
expect passes core/model/a.h '"base/money.h"'
expect passes core/limits/a.h '"model/limit_config.h"'
expect passes core/scheduler/a.h '"limits/retry.h"'
expect passes core/store/a.h '"model/job.h"'
expect passes core/sandbox/a.h '"base/clock.h"'
expect passes core/engine/a.cpp '"providers/adapter.h"'
expect passes core/engine/a.cpp '"store/store.h"'
expect passes core/ops/a.cpp '"engine/control.h"'
expect passes core/ops/a.cpp '"store/store.h"'
expect passes core/results/a.cpp '<QImage>'
expect passes ui/pages/a.cpp '"engine/control_client.h"'
expect passes ui/models/a.cpp '"store/reader.h"'
expect passes ui/pages/a.cpp '<QWidget>'
expect passes ui/pages/a.cpp '"ui/text/sentences.h"'

# A folder that the design does not know, and a tree without sources.
rm -rf "$work/tree"
mkdir -p "$work/tree/core/utils"
: > "$work/tree/core/utils/a.h"
if sh "$here/check_arrows.sh" "$work/tree" > /dev/null; then
    echo "FAIL: an unknown folder passes"
    failed=$((failed + 1))
fi
if sh "$here/check_arrows.sh" "$work" > /dev/null; then
    echo "FAIL: an empty tree passes"
    failed=$((failed + 1))
fi

[ "$failed" = 0 ] && echo "every planted include is caught"
exit "$((failed > 0))"
