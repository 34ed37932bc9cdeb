#include "ui/shots/photographer.h"

// Draws every page and window into PNG files: light and dark, English and Portuguese, small and large.
// Arguments: the folder, and a regular expression for the names of the pictures that are wanted (all of them).
using namespace fornada;

namespace {

// A pattern that names a part of a look spares the others' time.
bool isMeant(const Look &look, const QString &pattern)
{
    const QString name = look.name();
    for (const char *part : {"light", "dark", "-en", "-pt", "1280", "1920"})
        if (pattern.contains(QLatin1String(part)) && !name.contains(QLatin1String(part)))
            return false;
    return true;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QDir folder(app.arguments().value(1, QStringLiteral("shots")));
    const QRegularExpression wanted(app.arguments().value(2));
    if (!folder.mkpath(QStringLiteral(".")) || !wanted.isValid())
        return 2;
    QCursor::setPos(5'000, 5'000); // nothing is hovered
    Photographer camera(app, folder, wanted);
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark})
        for (const LanguageChoice language : {LanguageChoice::English, LanguageChoice::Portuguese})
            for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
                const Look look{theme, language, size};
                if (!isMeant(look, wanted.pattern()))
                    continue;
                camera.setLook(look);
                for (const auto shoot :
                     {shootEmpty, shootNewBatch, shootTypical, shootMoments, shootSetup, shootStress})
                    shoot(camera);
            }
    return camera.failed() == 0 ? 0 : 1;
}
