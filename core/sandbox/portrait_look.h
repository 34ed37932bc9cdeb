#pragma once

#include <QColor>
#include <QPainter>
#include <QPainterPath>
#include <QString>

namespace fornada::sandbox {

enum class HairStyle { Bald, Buzz, Short, SidePart, Quiff, Curly, Afro, Bun, Bob, Ponytail, Long, Wavy };
enum class Clothes { Suit, Shirt, Crew, Turtleneck, Blouse, Hoodie };
enum class Beard { None, Stubble, Moustache, Goatee, Full };

// Everything that makes a face this person's. Lengths are in the 512 x 512 space that portraits are drawn in.
struct Look {
    QColor skin;
    QColor hair;
    QColor iris;
    QColor lips;
    HairStyle style = HairStyle::Short;
    Beard beard = Beard::None;
    bool hasLongLashes = false;
    bool hasGlasses = false;
    bool hasEarrings = false;
    bool hasFreckles = false;
    double faceWidth = 75; // half of it
    double jaw = 0.5;      // 0 pointed, 1 square
    double eyeGap = 34;    // half of the distance
    double eyeSize = 1.0;
    double browHeight = 22; // above the eye
    double browWeight = 6;
    double noseLength = 36;
    double noseWidth = 13;
    double mouthWidth = 27;
    Clothes clothes = Clothes::Shirt;
    QColor cloth;
    QColor accent;
    // the variation's own
    QColor backdropInner;
    QColor backdropOuter;
    double smile = 8;
};

constexpr double faceX = 256;
constexpr double headTop = 112;
constexpr double eyeY = 214;
constexpr double chinY = 322;

Look lookOf(const QString &name, quint64 variation);

void paintHairBehind(QPainter &painter, const Look &look);
void paintHair(QPainter &painter, const Look &look);
void paintBeard(QPainter &painter, const Look &look);
void paintClothes(QPainter &painter, const Look &look);
QPainterPath headShape(const Look &look);

} // namespace fornada::sandbox
