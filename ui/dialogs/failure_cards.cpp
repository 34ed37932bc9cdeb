#include "dialogs/failure_desk.h"

#include "models/short_texts.h"
#include "text/name_text.h"
#include "text/state_text.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

// What a cause looks like and what fits it; what the buttons do is in failure_deeds.cpp.
namespace fornada {

namespace {

constexpr qsizetype kMostNamed = 5;

// A retry of the same request would end the same way.
bool retryHelps(Outcome outcome)
{
    return outcome != Outcome::Refused && outcome != Outcome::BadRequest;
}

bool editHelps(Outcome outcome)
{
    return !retryHelps(outcome) || outcome == Outcome::NoOutput;
}

bool otherAccountHelps(Outcome outcome)
{
    return outcome != Outcome::BadRequest && outcome != Outcome::NoOutput;
}

} // namespace

QPushButton *FailureDesk::makeButton(const Deed &deed)
{
    auto *button = new QPushButton(deed.name);
    if (deed.act) {
        connect(button, &QPushButton::clicked, this, deed.act);
        return button;
    }
    auto *menu = new QMenu(button);
    const auto add = [&](const QStringList &names, const QString &argument, const QString &section) {
        if (!names.isEmpty())
            menu->addSection(section);
        for (const QString &name : names)
            connect(menu->addAction(buttonText(name)), &QAction::triggered, this,
                    [this, jobs = deed.jobs, argument, name] {
                        send(QStringLiteral("job.move"), jobs, {{argument, name}, {QStringLiteral("retry"), true}});
                    });
    };
    add(deed.accounts, QStringLiteral("toAccount"), tr("To the account"));
    add(deed.queues, QStringLiteral("toQueue"), tr("To the queue"));
    button->setMenu(menu);
    button->setStyleSheet(QStringLiteral("padding-right: 26px;")); // room for the arrow
    return button;
}

QWidget *FailureDesk::makeCard(const QString &key, const QString &icon, QColor Colours::*colour, const QString &title,
                               const QString &text, const QList<Deed> &deeds)
{
    auto *card = new QFrame;
    card->setProperty("role", QStringLiteral("card"));
    auto *picture = new QLabel;
    picture->setPixmap(Theme::tinted(icon, QSize(20, 20), devicePixelRatioF(), m_context.theme.colours().*colour,
                                     m_context.theme.colours().base));
    auto *head = new QLabel(title);
    head->setTextFormat(Qt::PlainText);
    head->setWordWrap(true);
    QFont strong = head->font();
    strong.setWeight(QFont::DemiBold);
    head->setFont(strong);
    auto *body = new QLabel(text);
    body->setTextFormat(Qt::PlainText);
    body->setWordWrap(true);
    body->setProperty("role", QStringLiteral("muted"));
    body->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *words = new QVBoxLayout;
    words->setSpacing(space::tight);
    words->addWidget(head);
    words->addWidget(body);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    row->addStretch();
    for (const Deed &deed : deeds) {
        QPushButton *button = makeButton(deed);
        button->setObjectName(key + deed.name); // found again when its card is made anew
        row->addWidget(button);
    }
    if (!deeds.isEmpty()) {
        words->addSpacing(space::tight);
        words->addLayout(row);
    }
    auto *layout = new QHBoxLayout(card);
    layout->setContentsMargins(space::normal, space::normal, space::normal, space::normal);
    layout->setSpacing(space::normal);
    layout->addWidget(picture, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    return card;
}

// The one that probably helps stands last, where the eye ends.
QList<FailureDesk::Deed> FailureDesk::deedsFor(const Cause &cause, const Findings &findings)
{
    const auto &[group, jobs] = cause;
    const auto retry = [this, jobs = jobs] { send(QStringLiteral("job.retry"), jobs); };
    QList<Deed> deeds = {{tr("Skip…"), [this, jobs = jobs, count = group.count] { skip(jobs, count); }}};
    if (!retryHelps(group.outcome))
        deeds.append({tr("Retry anyway"), retry});
    if (group.outcome == Outcome::Lost)
        deeds.append(
            {tr("Give more time and retry"), [this, sample = group.sample, retry] { raiseDeadline(sample, retry); }});
    if (otherAccountHelps(group.outcome))
        deeds.append({tr("Retry elsewhere"), {}, findings.accounts, findings.queues, jobs});
    if (editHelps(group.outcome))
        deeds.append({tr("Edit and retry…"), [this, cause] { editAndRetry(cause); }});
    if (retryHelps(group.outcome))
        deeds.append({tr("Retry these"), retry});
    return deeds;
}

QWidget *FailureDesk::makeCause(const Cause &cause, const Findings &findings)
{
    const FailureGroup &group = cause.group;
    const QString title = tr("%1 × %2").arg(countText(group.count), outcomeText(group.outcome));
    QStringList lines;
    if (!group.message.isEmpty())
        lines.append(messageText(group.message));
    lines.append(tr("Last time: %1.").arg(listTime(group.newest)));
    if (group.again > 0)
        lines.append(group.again == 1 ? tr("One more that ended so is being tried again.")
                                      : tr("%1 more that ended so are being tried again.").arg(countText(group.again)));
    if (!retryHelps(group.outcome))
        lines.append(tr("The same request would end the same way: change the row or the prompt first."));
    return makeCard(group.message, QStringLiteral("state-failed"), &Colours::failed, title,
                    lines.join(QLatin1Char('\n')), deedsFor(cause, findings));
}

QWidget *FailureDesk::makeUnknowns(const QList<UnknownJob> &unknowns)
{
    Money possible;
    for (const UnknownJob &unknown : unknowns)
        possible += unknown.possible;
    const bool all = unknowns.size() < kMostUnknown || !areBatches(m_among);
    const qint64 count = all ? unknowns.size() : std::max<qint64>(unknowns.size(), unknownCount());
    QStringList lines = {
        (all ? tr("Nobody can say whether these were done. They may have cost %1 together. Sending them again may cost "
                  "that a second time.")
             : tr("Nobody can say whether these were done. The first thousand may have cost %1 together, the others "
                  "more. Sending them again may cost that a second time."))
            .arg(moneyText(possible))};
    for (const UnknownJob &unknown : unknowns.first(std::min(kMostNamed, unknowns.size())))
        lines.append(tr("%1, %2: up to %3, sent %4")
                         .arg(unknown.job.rowKey, unknown.job.step, moneyText(unknown.possible),
                              unknown.sent ? listTime(*unknown.sent) : tr("at a time not known")));
    if (unknowns.size() > kMostNamed)
        lines.append(tr("… and %1 more").arg(countText(count - kMostNamed)));
    QList<JobFilter> jobs;
    if (all) // exactly these: another that turns up meanwhile was not seen, and may cost
        jobs.append(JobFilter());
    else
        jobs = troubled();
    for (JobFilter &part : jobs)
        part.states = {JobState::Unknown};
    if (all)
        for (const UnknownJob &unknown : unknowns)
            jobs.first().ids.append(unknown.job.id);
    const auto deed = [this, jobs, count](const char *how) {
        return [this, jobs, count, how = QString::fromLatin1(how)] { resolve(how, jobs, count); };
    };
    return makeCard(
        QStringLiteral("unknown"), QStringLiteral("state-unknown"), &Colours::unknown,
        tr("%1 × sent, but no answer came").arg(countText(count)), lines.join(QLatin1Char('\n')),
        {{tr("Give up"), deed("giveUp")},
         {tr("Count as charged"), deed("charged")},
         {tr("Give requests more time"), [this, sample = unknowns.first().job.id] { raiseDeadline(sample); }},
         {tr("Send again"), deed("resend")}});
}

} // namespace fornada
