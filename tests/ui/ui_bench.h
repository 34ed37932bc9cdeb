#pragma once

#include "models/batch_model.h"
#include "models/eta_book.h"
#include "ui/fake_link.h"
#include "ui/made_up_data.h"
#include "window/ui_context.h"

#include <QApplication>
#include <QSettings>

namespace fornada {

// Everything a window needs, over a fake engine and made-up data, or data opened as asked.
class UiBench {
public:
    explicit UiBench(QApplication &app, std::shared_ptr<MadeUpData> made = std::make_shared<MadeUpData>())
        : UiBench(app, [made]() -> Result<std::unique_ptr<ReadPort>> {
            return std::unique_ptr<ReadPort>(new MadeUpPort(made));
        })
    {
        data = made;
    }
    UiBench(QApplication &app, ReadDesk::Open open)
        : theme(app)
        , language(app)
        , settings(link.folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat)
        , reads(std::move(open))
        , commands(link)
        , pulse(link, reads, clock)
        , batches(link, reads)
        , etas(reads, pulse, batches)
    {}

    UiContext context() { return {link, reads, commands, pulse, batches, theme, language, etas, settings}; }

    std::shared_ptr<MadeUpData> data;
    FakeLink link;
    SystemClock clock;
    Theme theme;
    Language language;
    QSettings settings;
    ReadDesk reads;
    CommandDesk commands;
    Pulse pulse;
    BatchModel batches;
    EtaBook etas;
};

} // namespace fornada
