#pragma once

#include "ui/ui_bench.h"
#include "window/main_window.h"

#include <QDir>
#include <QRegularExpression>

#include <functional>

namespace fornada {

// How the window is dressed for a picture.
struct Look {
    ThemeChoice theme;
    LanguageChoice language;
    QSize size;

    QString name() const;
};

// Draws windows into PNG files, one look at a time; what does not match the wanted names is left out.
class Photographer {
public:
    Photographer(QApplication &app, QDir folder, QRegularExpression wanted)
        : m_app(app)
        , m_folder(std::move(folder))
        , m_wanted(std::move(wanted))
    {}

    QApplication &app() const { return m_app; }
    void setLook(const Look &look) { m_look = look; }
    void dress(UiBench &bench) const;
    // The window, dressed and shown in the size of this look; nothing is read yet.
    std::unique_ptr<MainWindow> open(UiBench &bench) const;
    void take(QWidget &widget, const QString &what);
    // A dialog that has nothing to wait for: shown, then taken.
    void takeDialog(QWidget &dialog, const QString &what);
    int failed() const { return m_failed; }

private:
    QApplication &m_app;
    const QDir m_folder;
    const QRegularExpression m_wanted;
    Look m_look{ThemeChoice::Light, LanguageChoice::English, {}};
    int m_failed = 0;
};

// Lets events run until it is true: reading comes back from other threads.
bool waitFor(const std::function<bool()> &there);
// Layouts and late readings.
void settle();
void letTimePass();
// The figures are read, and one chart is drawn a frame.
void waitForCharts(UiBench &bench);
// A day of the sample agency, with its pictures in the bench's folder and the engine's answers that fit.
std::unique_ptr<UiBench> sampleBench(const Photographer &camera);

// What is photographed, a file each.
void shootEmpty(Photographer &camera);
void shootNewBatch(Photographer &camera);
void shootTypical(Photographer &camera);
void shootMoments(Photographer &camera);
void shootSetup(Photographer &camera);
void shootStress(Photographer &camera);

} // namespace fornada
