# Precompiled headers: what nearly every source reads of Qt and the standard library, parsed once a kit instead of once
# a source. Sources still name every header they use: the lint's build (FORNADA_PCH off) and clang-tidy see to it.
option(FORNADA_PCH "Parse Qt's and the standard headers once" ON)

# precompiled_kit(NAME LINKS libraries HEADERS headers)
function(precompiled_kit name)
    cmake_parse_arguments(ARG "" "" "LINKS;HEADERS" ${ARGN})
    if(NOT FORNADA_PCH)
        return()
    endif()
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${name}.cpp CONTENT "// Compiled for its headers only.\n")
    add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cpp)
    target_link_libraries(${name} PRIVATE fornada_flags ${ARG_LINKS})
    target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
endfunction()

function(use_precompiled target kit)
    if(FORNADA_PCH)
        target_precompile_headers(${target} REUSE_FROM ${kit})
    endif()
endfunction()

set(core_headers
    <algorithm> <array> <atomic> <chrono> <cmath> <cstring> <deque> <functional> <limits> <map> <memory> <mutex>
    <optional> <set> <string> <thread> <type_traits> <utility> <variant> <vector>
    <QByteArray> <QCoreApplication> <QCryptographicHash> <QDate> <QDateTime> <QDir> <QFile> <QFileInfo> <QHash>
    <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QLocale> <QMap> <QMetaEnum> <QObject> <QRegularExpression>
    <QSet> <QString> <QStringList> <QTemporaryDir> <QTimeZone> <QTimer> <QUrl> <QVariant>)
set(widget_headers
    <QAbstractTableModel> <QApplication> <QCheckBox> <QComboBox> <QDialog> <QFrame> <QGridLayout> <QHBoxLayout>
    <QHeaderView> <QImage> <QLabel> <QLineEdit> <QMenu> <QPainter> <QPlainTextEdit> <QPointer> <QPushButton>
    <QScrollArea> <QSettings> <QStackedWidget> <QStyle> <QTableView> <QToolButton> <QVBoxLayout> <QWidget>)

precompiled_kit(core_headers_kit LINKS Qt6::Core HEADERS ${core_headers})
precompiled_kit(window_headers_kit LINKS Qt6::Widgets HEADERS ${core_headers} ${widget_headers})
# None of QtTest: what its headers say differs with what a test links.
