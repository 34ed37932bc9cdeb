#include "sandbox/portrait_look.h"

#include "sandbox/dice.h"

#include <array>
#include <iterator>

namespace fornada::sandbox {

namespace {

constexpr std::array skins{0xf6d7c3, 0xf0c7a8, 0xe8b894, 0xdda57c, 0xc98d62, 0xae7248, 0x8d5735, 0x6d4128, 0x573220};
constexpr std::array darkHairs{0x1d1a1b, 0x2a211f, 0x3a2a22, 0x4a3326};
constexpr std::array lightHairs{0x2a211f, 0x4a3326, 0x6b4428, 0x8f5c33, 0xb88a4d, 0xd3b06f, 0x9c4a24, 0x8f8d8c};
constexpr std::array irises{0x5b3a22, 0x43301f, 0x6a5432, 0x4c6a7d, 0x56744f, 0x3e5b78};
constexpr std::array cloths{0x2f3e55, 0x39424e, 0x6d2f3c, 0x2f5d5a, 0x7a5a3c, 0x4a4e7c, 0x9aa3ad,
                            0x3f6b46, 0xb8643f, 0x26262b, 0x8f4f6b, 0xd8cfc0, 0x1f4e79};
constexpr std::array accents{0xb33a3a, 0x2f6f9f, 0xd19a2e, 0x3a7d57, 0x6b4a86, 0x1f2a44};
struct Backdrop {
    int inner, outer;
};
constexpr std::array backdrops{
    Backdrop{0xe6eef5, 0x9db4c8}, Backdrop{0xf5ebe0, 0xcdb49a}, Backdrop{0xe4efe7, 0x96b5a0},
    Backdrop{0xf3e6ec, 0xc39bb0}, Backdrop{0xece8f5, 0xa69cc9}, Backdrop{0xf7f0d9, 0xd3bb78},
    Backdrop{0xdfe6ea, 0x74838f}, Backdrop{0xe3f2f4, 0x7fb1b8}, Backdrop{0xf4e3d7, 0xc98a6a}};

// A guess that only decides which styles are likelier; every style stays possible.
bool soundsFeminine(const QString &name)
{
    const QString first = name.section(QLatin1Char(' '), 0, 0, QString::SectionSkipEmpty).toLower();
    static const QStringList without_a{
        QStringLiteral("alice"),    QStringLiteral("beatriz"),  QStringLiteral("karen"),     QStringLiteral("susan"),
        QStringLiteral("mary"),     QStringLiteral("jennifer"), QStringLiteral("elizabeth"), QStringLiteral("nancy"),
        QStringLiteral("betty"),    QStringLiteral("helen"),    QStringLiteral("ruth"),      QStringLiteral("sharon"),
        QStringLiteral("michelle"), QStringLiteral("kimberly"), QStringLiteral("emily"),     QStringLiteral("ashley"),
        QStringLiteral("dorothy"),  QStringLiteral("isabel"),   QStringLiteral("carmen"),    QStringLiteral("ines"),
        QStringLiteral("grace"),    QStringLiteral("claire"),   QStringLiteral("margaret"),  QStringLiteral("raquel"),
        QStringLiteral("jane"),     QStringLiteral("anne"),     QStringLiteral("zoe"),       QStringLiteral("chloe")};
    static const QStringList with_a{QStringLiteral("luca"), QStringLiteral("joshua"), QStringLiteral("noa"),
                                    QStringLiteral("elia"), QStringLiteral("nikita"), QStringLiteral("mustafa")};
    return (first.endsWith(QLatin1Char('a')) && !with_a.contains(first)) || without_a.contains(first);
}

HairStyle styleFor(Dice &dice, bool feminine)
{
    static constexpr std::array likelyLong{HairStyle::Long, HairStyle::Wavy,     HairStyle::Bob,  HairStyle::Bun,
                                           HairStyle::Long, HairStyle::Ponytail, HairStyle::Wavy, HairStyle::Curly,
                                           HairStyle::Afro, HairStyle::SidePart};
    static constexpr std::array likelyShort{HairStyle::Short, HairStyle::SidePart, HairStyle::Quiff, HairStyle::Buzz,
                                            HairStyle::Short, HairStyle::Curly,    HairStyle::Quiff, HairStyle::Bald,
                                            HairStyle::Afro,  HairStyle::SidePart, HairStyle::Bun};
    return feminine ? dice.pick(likelyLong) : dice.pick(likelyShort);
}

Beard beardFor(Dice &dice)
{
    static constexpr std::array beards{Beard::None,    Beard::None,   Beard::None, Beard::Stubble,
                                       Beard::Stubble, Beard::Goatee, Beard::Full, Beard::Moustache};
    return dice.pick(beards);
}

Clothes clothesFor(Dice &dice, bool feminine)
{
    static constexpr std::array first{Clothes::Blouse, Clothes::Suit, Clothes::Crew, Clothes::Turtleneck,
                                      Clothes::Blouse};
    static constexpr std::array second{Clothes::Suit, Clothes::Shirt, Clothes::Crew, Clothes::Turtleneck,
                                       Clothes::Hoodie};
    return feminine ? dice.pick(first) : dice.pick(second);
}

QColor shifted(QColor colour, Dice &dice)
{
    return colour.lighter(int(dice.between(94, 107)));
}

} // namespace

Look lookOf(const QString &name, quint64 variation)
{
    Dice dice(name.simplified().toLower());
    const bool feminine = soundsFeminine(name);
    Look look;
    const int tone = dice.below(int(skins.size()));
    look.skin = shifted(QColor::fromRgb(QRgb(skins[size_t(tone)])), dice);
    look.hair = shifted(QColor::fromRgb(QRgb(tone > 4 ? dice.pick(darkHairs) : dice.pick(lightHairs))), dice);
    if (dice.chance(0.1))
        look.hair = QColor(0xa9, 0xa7, 0xa6); // grey
    look.iris = QColor::fromRgb(QRgb(tone > 4 ? irises[size_t(dice.below(2))] : dice.pick(irises)));
    look.style = styleFor(dice, feminine);
    look.beard = feminine ? Beard::None : beardFor(dice);
    look.hasLongLashes = feminine;
    const QColor rose(feminine ? QColor(0xb5, 0x4a, 0x52) : QColor(0xa9, 0x5f, 0x55));
    look.lips = QColor((rose.red() * 6 + look.skin.red() * 4) / 10, (rose.green() * 6 + look.skin.green() * 4) / 10,
                       (rose.blue() * 6 + look.skin.blue() * 4) / 10);
    look.hasGlasses = dice.chance(0.28);
    look.hasEarrings = feminine && dice.chance(0.5);
    look.hasFreckles = tone < 3 && dice.chance(0.25);
    look.faceWidth = dice.between(70, 79) - (feminine ? 2 : 0);
    look.jaw = feminine ? dice.between(0.1, 0.5) : dice.between(0.4, 0.95);
    look.eyeGap = dice.between(31, 36);
    look.eyeSize = dice.between(0.92, 1.08) * (feminine ? 1.06 : 1.0);
    look.browHeight = dice.between(19, 24);
    look.browWeight = feminine ? dice.between(3.6, 5.2) : dice.between(5.5, 8.0);
    look.noseLength = dice.between(32, 42);
    look.noseWidth = dice.between(10.5, 15);
    look.mouthWidth = dice.between(23, 30);
    look.clothes = clothesFor(dice, feminine);
    look.cloth = shifted(QColor::fromRgb(QRgb(dice.pick(cloths))), dice);
    look.accent = QColor::fromRgb(QRgb(dice.pick(accents)));

    Dice mood(name.simplified().toLower(), variation + 1);
    const Backdrop backdrop = mood.pick(backdrops);
    look.backdropInner = QColor::fromRgb(QRgb(backdrop.inner));
    look.backdropOuter = QColor::fromRgb(QRgb(backdrop.outer));
    look.smile = mood.between(8, 16);
    return look;
}

} // namespace fornada::sandbox
