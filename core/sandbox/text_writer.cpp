#include "sandbox/text_writer.h"

#include "base/sha256.h"
#include "sandbox/dice.h"
#include "sandbox/language.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace fornada::sandbox {

namespace {

// Sentences around a subject, %1.
struct Phrases {
    const char *code;
    const char *adapted; // %1 language, %2 subject
    std::array<const char *, 3> openings;
    std::array<const char *, 5> middles;
    std::array<const char *, 3> endings;
};

constexpr std::array phraseBook{
    Phrases{
        "en",
        "Adapted for %1: %2",
        {"Picture this: %1. It sounds simple, and that is exactly why it works.",
         "Let us talk about %1, without hurry and without jargon.",
         "Every good story starts with a question. Ours is this one: %1."},
        {"First, look at what changes in an ordinary day. A small habit, kept for a week, says more than any promise.",
         "Then there are the people. Each of them arrives with a different doubt and leaves with the same smile.",
         "The numbers help, but it is the details that stay: the light in the room, the right word, the silence after "
         "it.",
         "There is a shortcut that almost nobody uses. It costs nothing and takes less than five minutes.",
         "What used to take an afternoon now fits between two cups of coffee, and the result is better."},
        {"That is %1. Try one step today and tell us tomorrow how it went.",
         "So, the next time somebody mentions %1, you will know where to begin.",
         "And if you remember one thing about %1, let it be this: start small, but start."}},
    Phrases{
        "pt",
        "Adaptado para %1: %2",
        {"Imagine a cena: %1. Parece simples, e é exatamente por isso que funciona.",
         "Vamos falar de %1, sem pressa e sem palavras difíceis.",
         "Toda boa história começa com uma pergunta. A nossa é esta: %1."},
        {"Primeiro, repare no que muda em um dia comum. Um pequeno hábito, mantido por uma semana, diz mais do que "
         "qualquer promessa.",
         "Depois vêm as pessoas. Cada uma chega com uma dúvida diferente e sai com o mesmo sorriso.",
         "Os números ajudam, mas são os detalhes que ficam: a luz da sala, a palavra certa, o silêncio depois dela.",
         "Existe um atalho que quase ninguém usa. Não custa nada e leva menos de cinco minutos.",
         "O que antes tomava uma tarde inteira agora cabe entre dois cafés, e o resultado é melhor."},
        {"Isto é %1. Dê um passo hoje e conte amanhã como foi.",
         "Da próxima vez que alguém falar de %1, você já sabe por onde começar.",
         "E se for para guardar uma só coisa sobre %1, que seja esta: comece pequeno, mas comece."}},
    Phrases{"es",
            "Adaptado al %1: %2",
            {"Imagina la escena: %1. Parece sencillo, y justamente por eso funciona.",
             "Hablemos de %1, sin prisa y sin palabras difíciles.",
             "Toda buena historia empieza con una pregunta. La nuestra es esta: %1."},
            {"Primero, mira lo que cambia en un día normal. Un pequeño hábito, mantenido una semana, dice más que "
             "cualquier promesa.",
             "Después están las personas. Cada una llega con una duda distinta y se va con la misma sonrisa.",
             "Los números ayudan, pero son los detalles los que quedan: la luz de la sala, la palabra justa, el "
             "silencio que sigue.",
             "Hay un atajo que casi nadie usa. No cuesta nada y lleva menos de cinco minutos.",
             "Lo que antes ocupaba toda una tarde ahora cabe entre dos cafés, y el resultado es mejor."},
            {"Eso es %1. Da un paso hoy y cuéntanos mañana cómo te fue.",
             "La próxima vez que alguien mencione %1, sabrás por dónde empezar.",
             "Y si recuerdas una sola cosa sobre %1, que sea esta: empieza poco a poco, pero empieza."}},
    Phrases{
        "fr",
        "Adapté en %1 : %2",
        {"Imaginez la scène : %1. Cela paraît simple, et c'est justement pour cela que ça marche.",
         "Parlons de %1, sans hâte et sans jargon.", "Toute bonne histoire commence par une question. La nôtre : %1."},
        {"D'abord, regardez ce qui change dans une journée ordinaire. Une petite habitude en dit plus qu'une promesse.",
         "Ensuite, il y a les gens. Chacun arrive avec un doute différent et repart avec le même sourire.",
         "Les chiffres aident, mais ce sont les détails qui restent : la lumière, le mot juste, le silence après.",
         "Il existe un raccourci que presque personne n'utilise. Il ne coûte rien.",
         "Ce qui prenait un après-midi tient désormais entre deux cafés."},
        {"Voilà %1. Faites un pas aujourd'hui et racontez-nous demain.",
         "La prochaine fois qu'on vous parlera de %1, vous saurez par où commencer.",
         "Et si vous ne retenez qu'une chose sur %1 : commencez petit, mais commencez."}},
    Phrases{"de",
            "Angepasst auf %1: %2",
            {"Stellen Sie sich vor: %1. Es klingt einfach, und genau deshalb funktioniert es.",
             "Sprechen wir über %1, ohne Eile und ohne Fachwörter.",
             "Jede gute Geschichte beginnt mit einer Frage. Unsere lautet: %1."},
            {"Zuerst sehen wir, was sich an einem gewöhnlichen Tag ändert. Eine kleine Gewohnheit sagt mehr als ein "
             "Versprechen.",
             "Dann sind da die Menschen. Jeder kommt mit einem anderen Zweifel und geht mit demselben Lächeln.",
             "Zahlen helfen, doch es bleiben die Einzelheiten: das Licht, das richtige Wort, die Stille danach.",
             "Es gibt eine Abkürzung, die fast niemand nutzt. Sie kostet nichts.",
             "Was früher einen Nachmittag dauerte, passt nun zwischen zwei Tassen Kaffee."},
            {"Das ist %1. Machen Sie heute einen Schritt.",
             "Wenn das nächste Mal jemand von %1 spricht, wissen Sie, wo man anfängt.",
             "Und wenn eines von %1 bleibt, dann dies: klein anfangen, aber anfangen."}},
    Phrases{"it",
            "Adattato in %1: %2",
            {"Immaginate la scena: %1. Sembra semplice, ed è proprio per questo che funziona.",
             "Parliamo di %1, senza fretta e senza parole difficili.",
             "Ogni buona storia comincia con una domanda. La nostra è questa: %1."},
            {"Prima guardate che cosa cambia in un giorno qualunque. Una piccola abitudine dice più di una promessa.",
             "Poi ci sono le persone. Ognuna arriva con un dubbio diverso e va via con lo stesso sorriso.",
             "I numeri aiutano, ma restano i dettagli: la luce, la parola giusta, il silenzio dopo.",
             "C'è una scorciatoia che quasi nessuno usa. Non costa niente.",
             "Quello che prima occupava un pomeriggio ora sta fra due caffè."},
            {"Questo è %1. Fate un passo oggi e domani raccontateci com'è andata.",
             "La prossima volta che qualcuno parla di %1, saprete da dove cominciare.",
             "E se ricordate una cosa sola di %1, sia questa: cominciate in piccolo, ma cominciate."}}};

const Phrases &phrasesFor(const QByteArray &language)
{
    for (const Phrases &phrases : phraseBook)
        if (language == phrases.code)
            return phrases;
    return phraseBook.front();
}

QByteArray languageFor(const QString &prompt)
{
    const QByteArray wanted = languageWanted(prompt);
    return wanted.isEmpty() ? languageOf(prompt) : wanted;
}

QString sentence(const char *phrase, const QString &subject)
{
    const QString text = QString::fromUtf8(phrase);
    return text.contains(QLatin1String("%1")) ? text.arg(subject) : text;
}

bool isAdaptation(const QString &prompt)
{
    static const QRegularExpression words(
        QStringLiteral("\\b(adapt|translat|locali[sz]|traduz|tradu[cz]|übersetz|tradui)"),
        QRegularExpression::CaseInsensitiveOption);
    return words.match(prompt).hasMatch();
}

// What a voice message says, by language: somebody orders something.
struct Orders {
    const char *code;
    std::array<const char *, 3> greetings;
    std::array<const char *, 5> wishes;
    std::array<const char *, 3> farewells;
};
constexpr std::array orderBook{
    Orders{"pt",
           {"Oi, tudo bem?", "Bom dia!", "Olá, aqui é a Marina."},
           {"Eu queria duas pizzas grandes, uma de calabresa e uma de mussarela.",
            "Vou querer um bolo de cenoura para sábado, às quatro da tarde.",
            "Pode separar três pães de queijo e um café com leite?",
            "A entrega é na Rua das Flores, número cento e vinte.", "O pagamento eu faço por Pix, pode ser?"},
           {"Obrigada, até já.", "É só isso, obrigado!", "Fico no aguardo."}},
    Orders{"es",
           {"Hola, ¿qué tal?", "Buenos días.", "Hola, soy Marina."},
           {"Quería dos pizzas grandes, una de jamón y una de queso.",
            "Quiero una tarta de manzana para el sábado a las cuatro.",
            "¿Me apartan tres empanadas y un café con leche?", "La entrega es en la calle Mayor, número ciento veinte.",
            "Pago por transferencia, ¿puede ser?"},
           {"Gracias, hasta luego.", "Eso es todo, gracias.", "Quedo atenta."}},
    Orders{"en",
           {"Hi, how are you?", "Good morning!", "Hello, this is Marina."},
           {"I would like two large pizzas, one with ham and one with cheese.",
            "I need a carrot cake for Saturday at four in the afternoon.",
            "Could you keep three rolls and a flat white for me?", "Please deliver it to twelve Garden Street.",
            "I will pay by card, if that is fine."},
           {"Thank you, see you soon.", "That is all, thanks!", "Waiting for your answer."}}};

} // namespace

QString subjectOf(const QString &prompt)
{
    static const QList<QRegularExpression> patterns = [] {
        const auto options = QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;
        return QList<QRegularExpression>{
            QRegularExpression(QStringLiteral("[\"“«]([^\"”»\\n]{2,120})[\"”»]"), options),
            QRegularExpression(QStringLiteral("\\b(?:title|t[ií]tulo|topic|tema|subject)\\s*[:=]\\s*([^\\n.;]{2,120})"),
                               options),
            QRegularExpression(QStringLiteral("\\b(?:about|sobre|acerca de)\\s+([^\\n.;,:]{2,80})"), options)};
    }();
    for (const QRegularExpression &pattern : patterns)
        if (const auto match = pattern.match(prompt); match.hasMatch())
            return match.captured(1).simplified();
    static const QRegularExpression sentenceEnd(QStringLiteral("[.!?\\n]"));
    QString first = prompt.simplified().section(sentenceEnd, 0, 0).trimmed();
    if (first.size() > 60)
        first = first.left(first.lastIndexOf(QLatin1Char(' '), 60));
    return first.isEmpty() ? QStringLiteral("…") : first;
}

QString writeText(const QString &prompt, quint64 variation)
{
    Dice dice(prompt.simplified(), variation);
    const QString subject = subjectOf(prompt);
    const QByteArray language = languageFor(prompt);
    const Phrases &phrases = phrasesFor(language);
    QStringList paragraphs;
    if (isAdaptation(prompt))
        paragraphs.append(QString::fromUtf8(phrases.adapted).arg(languageName(language), subject));
    paragraphs.append(sentence(dice.pick(phrases.openings), subject));
    const size_t first = size_t(dice.below(int(phrases.middles.size())));
    for (size_t i = 0; i < 3; ++i) // neighbours of a random start: no paragraph twice
        paragraphs.append(sentence(phrases.middles[(first + i) % phrases.middles.size()], subject));
    paragraphs.append(sentence(dice.pick(phrases.endings), subject));
    return paragraphs.join(QLatin1String("\n\n"));
}

QString transcribe(const QByteArray &audio, const QByteArray &language)
{
    const auto known = std::find_if(orderBook.begin(), orderBook.end(), [&language](const Orders &orders) {
        return language.left(2).toLower() == orders.code;
    });
    const Orders &orders = known == orderBook.end() ? orderBook.front() : *known;
    Dice dice(QString::fromLatin1(sha256(audio).toHex()));
    QStringList said{QString::fromUtf8(dice.pick(orders.greetings))};
    const size_t first = size_t(dice.below(int(orders.wishes.size())));
    const size_t count = 1 + size_t(dice.below(3));
    for (size_t i = 0; i < count; ++i)
        said.append(QString::fromUtf8(orders.wishes[(first + i) % orders.wishes.size()]));
    said.append(QString::fromUtf8(dice.pick(orders.farewells)));
    return said.join(QLatin1Char(' '));
}

} // namespace fornada::sandbox
