#include "pages/first_start.h"

#include "widgets/keep_translated.h"

#include <QDir>
#include <QFile>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QUuid>

namespace fornada {

FirstStart::FirstStart(const UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_try(new QPushButton)
{
    auto *logo = new QLabel;
    logo->setPixmap(QIcon(QStringLiteral(":/fornada/icons/fornada.svg")).pixmap(56, 56));
    logo->setAlignment(Qt::AlignHCenter);
    auto *title = new QLabel;
    title->setFont(context.theme.font(TextSize::Display));
    title->setAlignment(Qt::AlignHCenter);
    auto *about = new QLabel;
    about->setProperty("role", QStringLiteral("muted"));
    about->setAlignment(Qt::AlignHCenter);
    about->setWordWrap(true);

    auto *sampleTitle = new QLabel, *sampleText = new QLabel;
    auto *sheetTitle = new QLabel, *sheetText = new QLabel;
    auto *accountTitle = new QLabel, *accountText = new QLabel;
    auto *account = new QPushButton;
    account->setObjectName(QStringLiteral("connectAccount"));
    auto *sheet = new QPushButton;
    m_try->setObjectName(QStringLiteral("trySample"));
    m_try->setProperty("role", QStringLiteral("primary"));
    sheet->setObjectName(QStringLiteral("openSpreadsheet"));
    auto *choices = new QHBoxLayout;
    choices->setSpacing(space::wide);
    choices->addStretch();
    choices->addWidget(makeChoice(QStringLiteral("sandbox"), sampleTitle, sampleText, m_try));
    choices->addWidget(makeChoice(QStringLiteral("spreadsheet"), sheetTitle, sheetText, sheet));
    choices->addWidget(makeChoice(QStringLiteral("key"), accountTitle, accountText, account));
    choices->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::wide, space::wide, space::wide, space::wide);
    layout->addStretch(2);
    layout->addWidget(logo);
    layout->addSpacing(space::small);
    layout->addWidget(title);
    layout->addWidget(about);
    layout->addSpacing(space::wide);
    layout->addLayout(choices);
    layout->addStretch(3);

    connect(m_try, &QPushButton::clicked, this, &FirstStart::startSample);
    connect(sheet, &QPushButton::clicked, this, &FirstStart::spreadsheetWanted);
    connect(account, &QPushButton::clicked, this, &FirstStart::accountWanted);
    keepTranslated(this, [=, this] {
        title->setText(tr("What shall we bake first?"));
        about->setText(tr("Fornada turns a list of rows into a batch of results: pictures, texts, voices."));
        sampleTitle->setText(tr("See it work"));
        sampleText->setText(tr("Twelve portraits on the built-in sandbox. No key, and its prices are play money; the "
                               "results are here in seconds."));
        m_try->setText(tr("Try it now"));
        sheetTitle->setText(tr("Use your own list"));
        sheetText->setText(tr("A spreadsheet, a CSV or JSON file, or pasted rows. You see every prompt before "
                              "anything is sent."));
        sheet->setText(tr("Open a spreadsheet…"));
        accountTitle->setText(tr("Use a provider"));
        accountText->setText(tr("Gemini, an OpenAI-style service or your own worker. The key stays in this computer's "
                                "keychain; limits are kept for you."));
        account->setText(tr("Connect an account…"));
    });
}

QWidget *FirstStart::makeChoice(const QString &icon, QLabel *title, QLabel *text, QPushButton *button)
{
    auto *card = new QFrame;
    card->setProperty("role", QStringLiteral("card"));
    card->setFixedWidth(264);
    auto *picture = new QLabel;
    picture->setPixmap(m_context.theme.icon(icon, &Colours::accent).pixmap(28, 28));
    connect(&m_context.theme, &Theme::changed, picture,
            [this, picture, icon] { picture->setPixmap(m_context.theme.icon(icon, &Colours::accent).pixmap(28, 28)); });
    title->setFont(m_context.theme.font(TextSize::Title));
    text->setProperty("role", QStringLiteral("muted"));
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignTop);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::wide, space::wide, space::wide, space::wide);
    layout->setSpacing(space::small);
    layout->addWidget(picture);
    layout->addWidget(title);
    layout->addWidget(text, 1);
    layout->addSpacing(space::small);
    layout->addWidget(button);
    return card;
}

// The engine reads rows from a file: the sample is put down as one for the time of adding.
void FirstStart::startSample()
{
    const QString path =
        QDir::tempPath() + QStringLiteral("/fornada-%1.csv").arg(QUuid::createUuid().toString(QUuid::WithoutBraces));
    if (!QFile::copy(QStringLiteral(":/fornada/samples/personas.csv"), path)) {
        Q_EMIT m_context.commands.refused({ErrorKind::FileUnwritable, path, {}});
        return;
    }
    m_try->setEnabled(false);
    const QJsonObject args{{QStringLiteral("rows"), path},
                           {QStringLiteral("recipe"), QStringLiteral("portrait")},
                           {QStringLiteral("name"), tr("Sample portraits")},
                           {QStringLiteral("start"), true}};
    m_context.commands.ask(QStringLiteral("batch.create"), args, this, [this, path](Result<QJsonObject> added) {
        QFile::remove(path);
        m_try->setEnabled(true);
        if (!added)
            Q_EMIT m_context.commands.refused(added.error());
        else
            Q_EMIT sampleStarted(BatchId{added->value(QLatin1String("batch")).toInteger()});
    });
}

} // namespace fornada
