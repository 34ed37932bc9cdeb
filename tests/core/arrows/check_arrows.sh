#!/bin/sh
# Fails when an include goes against the arrows of the design:
#   app -> ui -> core; ops -> engine -> {scheduler recipes intake store net providers results} -> {limits model} -> base
# Usage: check_arrows.sh ROOT
set -eu
root=${1:?usage: check_arrows.sh ROOT}
cd "$root"

# Sorted, so that two runs say the same.
find core ui -type f \( -name '*.h' -o -name '*.cpp' \) 2>/dev/null | LC_ALL=C sort | LC_ALL=C awk '
function allow(module, names,   i, n, list) {
    known[module] = 1
    n = split(names, list, " ")
    for (i = 1; i <= n; i++)
        allowed[module, list[i]] = 1
}
function complain(why) {
    printf "%s:%d: %s\n", file, line, why
    bad = 1
}
function check(target,   parts, to) {
    if (target ~ /^\.\.?\//) {
        complain("include \"" target "\" is relative: write it from core/ or the repository root")
        return
    }
    sub(/^core\//, "", target)
    if (module != "ui" && target ~ /^(ui|app)\//)
        complain("core includes nothing of ui or app: " target)
    else if (module == "ui" && target ~ /^app\//)
        complain("ui includes nothing of app: " target)
    if (module != "ui" && target ~ widgets)
        complain("core knows no Widgets: " target)
    if (split(target, parts, "/") < 2)
        return
    to = parts[1]
    if (!(to in known) || to == module || to == "ui")
        return
    if (to == "engine" && (module == "ops" || module == "ui")) {
        if (target !~ /^engine\/control[^\/]*$/)
            complain(module " reaches the engine only through engine/control: " target)
    } else if (to == "store" && module == "ui") {
        if (target !~ /^store\/[^\/]*read[^\/]*$/)
            complain("ui sees only the readers of the store: " target)
    } else if (!((module, to) in allowed))
        complain(module " must not know " to ": " target)
}
BEGIN {
    allow("base", "")
    allow("model", "base")
    allow("limits", "base model")
    middle = "scheduler recipes intake store net providers results"
    n = split(middle, list, " ")
    for (i = 1; i <= n; i++)
        allow(list[i], "base model limits")
    allow("sandbox", "base model")
    allow("engine", "base model limits " middle)
    allow("ops", "base model limits " middle)
    allow("ui", "base model limits recipes intake results")
    widgets = "^(QtWidgets|QtCharts|QtMultimediaWidgets|QtSvgWidgets)(/|$)" \
              "|^Q(Widget|Application|MainWindow|Dialog|MessageBox|FileDialog|Label|PushButton|ToolButton|LineEdit" \
              "|ComboBox|CheckBox|Menu|Action|MenuBar|ToolBar|StatusBar|DockWidget|SystemTrayIcon|TableView|ListView" \
              "|TreeView|AbstractItemView|AbstractItemDelegate|StyledItemDelegate|Style|StyleFactory|ProgressBar" \
              "|ProgressDialog|SpinBox|TabWidget|StackedWidget|Splitter|ScrollArea|GraphicsView|GraphicsScene" \
              "|VBoxLayout|HBoxLayout|GridLayout|FormLayout|BoxLayout)$"
    # QAction moved to Gui in Qt 6, but core has no use for it either.
    while ((getline file < "-") > 0) {
        split(file, path, "/")
        module = path[1] == "ui" ? "ui" : path[2]
        files++
        if (!(module in known)) {
            line = 0
            complain("folder " module " is not in the design")
        }
        line = 0
        while ((getline text < file) > 0) {
            line++
            if (text !~ /^[ \t]*#[ \t]*include[ \t]*["<]/)
                continue
            sub(/^[ \t]*#[ \t]*include[ \t]*["<]/, "", text)
            sub(/[">].*$/, "", text)
            check(text)
        }
        close(file)
    }
    if (!files) {
        print "no source file found: is the root right?"
        exit 1
    }
    if (!bad)
        printf "%d files keep the arrows\n", files
    exit bad
}'
