#pragma once

#include "ui/sample_data.h"
#include "ui/setup_data.h"
#include "ui/ui_bench.h"
#include "window/main_window.h"

#include <memory>

namespace fornada {

// The whole window over a sample day, in English, shown and being filled.
struct ShownWindow {
    // What the fake engine tells beside the jobs: nothing, how it stands, or its queues and accounts too.
    enum class Told { Nothing, Standing, Setup };

    explicit ShownWindow(std::shared_ptr<MadeUpData> data = sampleData({}, SystemClock().now().wall),
                         Told told = Told::Nothing)
        : bench(*qobject_cast<QApplication *>(QCoreApplication::instance()), std::move(data))
    {
        bench.language.setChoice(LanguageChoice::English);
        const Wall now = bench.pulse.now();
        if (told == Told::Setup)
            addSampleSetup(*bench.data, now);
        if (told != Told::Nothing)
            bench.link.answers.insert(QStringLiteral("engine.status"), withSampleGates(sampleStatus(now), now));
        window = std::make_unique<MainWindow>(bench.context());
        window->resize(1280, 800);
        window->show();
        bench.batches.refresh();
        if (told != Told::Nothing)
            bench.pulse.refresh();
    }
    template<class W>
    W *find(const QString &name) const
    {
        return window->findChild<W *>(name);
    }

    UiBench bench;
    std::unique_ptr<MainWindow> window;
};

} // namespace fornada
