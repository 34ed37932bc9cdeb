#include "pages/queues_detail.h"

#include "widgets/fact_list.h"
#include "widgets/gate_list.h"
#include "widgets/keep_translated.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

// What a queue's or account's details are made of.
namespace fornada {

QueuesDetail::QueuesDetail(const UiContext &context, const SetupBook &book, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_book(book)
    , m_title(new QLabel)
    , m_second(new QLabel)
    , m_result(new QLabel)
    , m_gatesTitle(sectionTitle())
    , m_factsTitle(sectionTitle())
    , m_historyTitle(sectionTitle())
    , m_history(new QLabel)
    , m_nothing(new QLabel)
    , m_gates(new GateList(context.theme))
    , m_modelGates(new QVBoxLayout)
    , m_facts(new FactList)
    , m_body(new QWidget)
    , m_scroll(new QScrollArea)
{
    setObjectName(QStringLiteral("detail"));
    setProperty("role", QStringLiteral("side"));
    m_title->setFont(context.theme.font(TextSize::Title));
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    m_second->setProperty("role", QStringLiteral("muted"));
    m_second->setWordWrap(true);
    m_second->setTextFormat(Qt::PlainText);
    m_result->setObjectName(QStringLiteral("result"));
    m_result->setWordWrap(true);
    m_result->setTextFormat(Qt::PlainText);
    m_history->setWordWrap(true);
    m_history->setTextFormat(Qt::PlainText);
    m_history->setObjectName(QStringLiteral("history"));
    m_history->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_nothing->setProperty("role", QStringLiteral("muted"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setMargin(space::wide * 2);
    m_body->setProperty("role", QStringLiteral("page"));
    m_body->setMinimumWidth(1); // the panel decides how wide it is; long words are cut, not the buttons
    m_modelGates->setSpacing(space::small);
    auto *layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(space::wide, space::normal, space::wide, space::wide);
    layout->setSpacing(space::small);
    for (QWidget *part : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_second), makeButtons(),
                          static_cast<QWidget *>(m_result)})
        layout->addWidget(part);
    for (QLabel *title : {m_gatesTitle, m_factsTitle, m_historyTitle})
        title->setContentsMargins(0, space::normal, 0, 0);
    layout->addWidget(m_gatesTitle);
    layout->addWidget(m_gates);
    layout->addLayout(m_modelGates);
    layout->addWidget(m_factsTitle);
    layout->addWidget(m_facts);
    layout->addWidget(m_historyTitle);
    layout->addWidget(m_history);
    layout->addStretch();
    QScrollArea *scroll = m_scroll;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(m_body);
    auto *frame = new QVBoxLayout(this);
    frame->setContentsMargins(1, 0, 0, 0);
    frame->setSpacing(0);
    frame->addWidget(m_nothing, 1);
    frame->addWidget(scroll, 1);
    m_seconds.setInterval(std::chrono::seconds(1));
    connect(&m_seconds, &QTimer::timeout, this, &QueuesDetail::showGates); // the times count down
    connect(&context.pulse, &Pulse::beat, this, [this] {
        if (isVisible())
            showGates();
    });
    keepTranslated(this, [this] { setTexts(); });
}

QLabel *QueuesDetail::sectionTitle() const
{
    auto *title = new QLabel;
    title->setProperty("role", QStringLiteral("section"));
    title->setFont(m_context.theme.font(TextSize::Small));
    return title;
}

QWidget *QueuesDetail::makeButtons()
{
    auto *grid = new QWidget;
    auto *layout = new QGridLayout(grid);
    layout->setContentsMargins(0, space::tight, 0, space::tight);
    layout->setSpacing(6);
    int place = 0;
    const auto add = [&](QPushButton *&button, const char *name, const char *icon) {
        button = new QPushButton;
        button->setObjectName(QString::fromLatin1(name));
        button->setIcon(m_context.theme.icon(QString::fromLatin1(icon)));
        layout->addWidget(button, place / 2, place % 2);
        ++place;
    };
    add(m_pause, "pause", "pause");
    add(m_edit, "edit", "queues");
    add(m_test, "test", "check");
    add(m_drop, "drop", "trash");
    connect(m_pause, &QPushButton::clicked, this, &QueuesDetail::pauseOrResume);
    connect(m_edit, &QPushButton::clicked, this, &QueuesDetail::editWanted);
    connect(m_test, &QPushButton::clicked, this, &QueuesDetail::test);
    connect(m_drop, &QPushButton::clicked, this, &QueuesDetail::clearOrRemove);
    return grid;
}

} // namespace fornada
