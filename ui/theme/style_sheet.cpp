#include "theme/theme.h"

// The few places where Fusion alone is not calm enough. Widgets are named by role (a dynamic property), never by place.
namespace fornada {

QString Theme::styleSheet() const
{
    const Colours &c = colours();
    const QString sheet = QStringLiteral(R"(
QToolTip { border: 1px solid @border; padding: 3px 6px; background: @raised; color: @text; }
QMainWindow::separator { width: 1px; background: @border; }
QAbstractScrollArea::corner { background: @base; border: 0; }
QStatusBar { background: @window; border: 0; }
QStatusBar::item { border: 0; }
QSplitter::handle { background: @border; }

QToolBar { background: @window; border: 0; border-bottom: 1px solid @border; padding: 5px 8px; spacing: 4px; }
QToolBar QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 4px 9px; }
QToolBar QToolButton:hover:enabled { background: @hover; }
QToolBar QToolButton:pressed, QToolBar QToolButton:checked { background: @hover; border-color: @border; }
QToolBar QToolButton:focus { border-color: @accent; }
QToolBar QToolButton:disabled { color: @faint; }
QToolBar QToolButton::menu-indicator { image: none; width: 0; }
QToolBar::separator { width: 1px; background: @border; margin: 5px 4px; }

QPushButton { border: 1px solid @border; border-radius: 5px; padding: 5px 12px; background: @raised; color: @text; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @border; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @faint; background: @window; }
QPushButton[role="primary"], QToolBar QToolButton[role="primary"] {
    background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[role="primary"]:hover, QToolBar QToolButton[role="primary"]:hover { background: @accentHover; }
QPushButton[role="primary"]:focus, QToolBar QToolButton[role="primary"]:focus { border-color: @text; }
QPushButton[role="primary"]:disabled { background: @track; color: @faint; border-color: @track; }
QPushButton[role="flat"] { border-color: transparent; background: transparent; }
QPushButton[role="flat"]:hover { background: @hover; }
QPushButton[role="flat"]:focus { border-color: @accent; }
QPushButton[role="link"] { border: 0; background: transparent; color: @info; padding: 2px; text-align: left; }
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus { text-decoration: underline; }

QLineEdit, QComboBox, QSpinBox, QPlainTextEdit[role="field"] {
    border: 1px solid @border; border-radius: 5px; padding: 3px 7px; background: @base; color: @text;
    selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit[role="field"]:focus { border-color: @accent; }
QLineEdit:disabled, QComboBox:disabled { color: @faint; background: @window; }
QComboBox::drop-down { border: 0; width: 22px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url(:/fornada/icons/@arrow.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { border: 1px solid @border; background: @base; outline: 0; padding: 3px; }

QHeaderView { background: @raised; border: 0; }
QTableView, QListView, QTreeView { border: 0; outline: 0; background: @base; }
QTableCornerButton::section { background: @raised; border: 0; }

QMenu { background: @base; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; }
QMenu::item:selected { background: @accentTint; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }
QMenu::icon { padding-left: 8px; }

QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: @track; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFrame[role="card"] { background: @raised; border: 1px solid @border; border-radius: 8px; }
QFrame[role="banner"] { background: @accentTint; border: 0; border-bottom: 1px solid @border; }
QFrame[role="banner"] QLabel { background: transparent; }
QFrame[role="bar"] { background: @window; border: 0; border-top: 1px solid @border; }
QFrame[role="filterBar"] { background: @base; border: 0; border-bottom: 1px solid @border; }
QFrame[role="line"] { background: @border; border: 0; }
QWidget[role="page"], QFrame[role="page"] { background: @base; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="faint"] { color: @faint; }
QLabel[role="bad"] { color: @bad; }
QLabel[role="warning"] { color: @warning; }
QLabel[role="good"] { color: @good; }
QLabel[role="section"] { color: @muted; font-weight: 600; }
QPlainTextEdit[role="reading"], QTextBrowser { border: 1px solid @border; border-radius: 5px; background: @base;
    padding: 4px; selection-background-color: @accent; selection-color: @onAccent; }
QScrollArea { border: 0; background: transparent; }
)");
    const bool dark = shade() == Shade::Dark;
    const QList<std::pair<QString, QString>> values = {
        {QStringLiteral("@accentHover"), c.accent.lighter(dark ? 108 : 112).name()},
        {QStringLiteral("@accentTint"), c.accentTint.name()},
        {QStringLiteral("@onAccent"), c.onAccent.name()},
        {QStringLiteral("@accent"), c.accent.name()},
        {QStringLiteral("@arrow"), dark ? QStringLiteral("arrow-dark") : QStringLiteral("arrow-light")},
        {QStringLiteral("@window"), c.window.name()},
        {QStringLiteral("@base"), c.base.name()},
        {QStringLiteral("@raised"), c.raised.name()},
        {QStringLiteral("@hover"), c.hover.name()},
        {QStringLiteral("@border"), c.border.name()},
        {QStringLiteral("@text"), c.text.name()},
        {QStringLiteral("@muted"), c.muted.name()},
        {QStringLiteral("@faint"), c.faint.name()},
        {QStringLiteral("@track"), c.track.name()},
        {QStringLiteral("@good"), c.good.name()},
        {QStringLiteral("@warning"), c.warning.name()},
        {QStringLiteral("@bad"), c.bad.name()},
        {QStringLiteral("@info"), c.info.name()},
    };
    QString filled = sheet;
    for (const auto &[name, value] : values)
        filled.replace(name, value);
    return filled;
}

} // namespace fornada
