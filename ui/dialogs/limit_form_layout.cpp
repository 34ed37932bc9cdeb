#include "dialogs/limit_form.h"
#include "theme/theme.h"
#include "widgets/form_field.h"
#include "widgets/keep_translated.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTimeEdit>
#include <QTimeZone>

// How the form looks; what goes in and out is in limit_form.cpp.
namespace fornada {

namespace {

constexpr int kNumberWidth = 84;

} // namespace

LimitForm::LimitForm(const Theme &theme, Of of, QWidget *parent)
    : QWidget(parent)
{
    makeFields(theme);
    makeHours(theme);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::wide);
    grid->setVerticalSpacing(space::normal);
    const QList<std::pair<FormField *, FormField *>> rows = {
        {m_paceField, m_atOnceField}, {m_windowField, m_gapField}, {m_dayField, m_tokenField}};
    for (qsizetype row = 0; row < rows.size(); ++row) {
        grid->addWidget(rows.at(row).first, int(row), 0, Qt::AlignTop);
        grid->addWidget(rows.at(row).second, int(row), 1, Qt::AlignTop);
    }
    grid->addWidget(m_hoursField, int(rows.size()), 0, Qt::AlignTop);
    grid->addWidget(m_rowField, int(rows.size()), 1, Qt::AlignTop);
    m_rowField->setVisible(of == Of::Queue);
    grid->addWidget(m_adaptive, int(rows.size()) + 1, 0, 1, 2);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    keepTranslated(this, [this] { setTexts(); });
    setLimits({});
}

QLineEdit *LimitForm::number(FormField *field, const char *name)
{
    auto *editor = field->add(new QLineEdit);
    editor->setObjectName(QString::fromLatin1(name));
    editor->setFixedWidth(kNumberWidth);
    editor->setAlignment(Qt::AlignRight);
    editor->setMaxLength(14);
    connect(editor, &QLineEdit::textEdited, this, [this] {
        check();
        Q_EMIT edited();
    });
    return editor;
}

QComboBox *LimitForm::period(FormField *field, const char *name)
{
    auto *box = field->add(new QComboBox);
    box->setObjectName(QString::fromLatin1(name));
    for (const double seconds : {1.0, 60.0, 3'600.0, 86'400.0})
        box->addItem(QString(), seconds);
    connect(box, &QComboBox::activated, this, &LimitForm::edited);
    return box;
}

QComboBox *LimitForm::zone(FormField *field, const char *name)
{
    auto *box = field->add(new QComboBox, 1);
    box->setObjectName(QString::fromLatin1(name));
    box->setEditable(true);
    box->setMinimumWidth(150);
    QStringList zones = {QStringLiteral("America/Los_Angeles"), QStringLiteral("America/Sao_Paulo"),
                         QStringLiteral("America/New_York"),    QStringLiteral("Europe/London"),
                         QStringLiteral("Europe/Lisbon"),       QStringLiteral("UTC")};
    const QString own = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    if (!own.isEmpty() && !zones.contains(own))
        zones.prepend(own);
    box->addItems(zones);
    connect(box, &QComboBox::currentTextChanged, this, [this] {
        check();
        Q_EMIT edited();
    });
    return box;
}

void LimitForm::makeFields(const Theme &theme)
{
    const auto field = [&] { return new FormField(theme); };
    m_paceField = field();
    m_pace = number(m_paceField, "pace");
    m_pacePeriod = period(m_paceField, "pacePeriod");
    m_paceField->addWord()->setObjectName(QStringLiteral("burstWord"));
    m_burst = number(m_paceField, "burst");
    m_burst->setFixedWidth(kNumberWidth - 24);
    m_windowField = field();
    m_window = number(m_windowField, "window");
    m_windowPeriod = period(m_windowField, "windowPeriod");
    m_tokenField = field();
    m_tokens = number(m_tokenField, "tokens");
    m_tokenPeriod = period(m_tokenField, "tokenPeriod");
    m_dayField = field();
    m_day = number(m_dayField, "day");
    m_dayZone = zone(m_dayField, "dayZone");
    m_gapField = field();
    m_gap = number(m_gapField, "gap");
    m_gapField->addWord()->setObjectName(QStringLiteral("gapWord"));
    m_atOnceField = field();
    m_atOnce = number(m_atOnceField, "atOnce");
    m_rowField = field();
    m_row = number(m_rowField, "row");
    for (FormField *narrow : {m_gapField, m_atOnceField, m_rowField, m_windowField, m_tokenField, m_paceField})
        narrow->add(new QWidget, 1);
    m_adaptive = new QCheckBox;
    m_adaptive->setObjectName(QStringLiteral("adaptive"));
    connect(m_adaptive, &QCheckBox::toggled, this, &LimitForm::edited);
}

void LimitForm::makeHours(const Theme &theme)
{
    m_hoursField = new FormField(theme);
    m_hours = m_hoursField->add(new QCheckBox);
    m_hours->setObjectName(QStringLiteral("hours"));
    m_from = m_hoursField->add(new QTimeEdit);
    m_to = m_hoursField->add(new QTimeEdit);
    m_hoursDays = m_hoursField->add(new QComboBox);
    m_hoursDays->addItems({QString(), QString(), QString()});
    m_hoursZone = zone(m_hoursField, "hoursZone");
    m_hoursZone->setMinimumWidth(110);
    for (QTimeEdit *time : {m_from, m_to}) {
        time->setDisplayFormat(QStringLiteral("HH:mm"));
        connect(time, &QTimeEdit::timeChanged, this, [this] { check(); });
    }
    const auto enable = [this] {
        const bool on = m_hours->isChecked();
        for (QWidget *part : {static_cast<QWidget *>(m_hoursDays), static_cast<QWidget *>(m_from),
                              static_cast<QWidget *>(m_to), static_cast<QWidget *>(m_hoursZone)})
            part->setEnabled(on);
        check();
        Q_EMIT edited();
    };
    connect(m_hours, &QCheckBox::toggled, this, enable);
    connect(m_hoursDays, &QComboBox::activated, this, enable);
    for (QWidget *part : {static_cast<QWidget *>(m_hoursDays), static_cast<QWidget *>(m_from),
                          static_cast<QWidget *>(m_to), static_cast<QWidget *>(m_hoursZone)})
        part->setEnabled(false);
}

void LimitForm::setTexts()
{
    m_paceField->setTitle(tr("Pace: evenly spread"));
    m_windowField->setTitle(tr("Never more than"));
    m_tokenField->setTitle(tr("Tokens, never more than"));
    m_dayField->setTitle(tr("A day, beginning at midnight of"));
    m_gapField->setTitle(tr("Gap between two requests"));
    m_atOnceField->setTitle(tr("At the same time"));
    m_rowField->setTitle(tr("At the same time for one row"));
    m_hoursField->setTitle(tr("Only during these hours"));
    m_hours->setAccessibleName(tr("Only during these hours"));
    findChild<QLabel *>(QStringLiteral("burstWord"))->setText(tr("bursts of"));
    findChild<QLabel *>(QStringLiteral("gapWord"))->setText(tr("seconds"));
    const QStringList even = {tr("a second"), tr("a minute"), tr("an hour"), tr("a day")};
    const QStringList any = {tr("in any second"), tr("in any minute"), tr("in any hour"), tr("in any 24 hours")};
    for (int i = 0; i < 4; ++i) {
        m_pacePeriod->setItemText(i, even.at(i));
        m_windowPeriod->setItemText(i, any.at(i));
        m_tokenPeriod->setItemText(i, any.at(i));
    }
    m_hoursDays->setItemText(0, tr("every day"));
    m_hoursDays->setItemText(1, tr("Monday to Friday"));
    m_hoursDays->setItemText(2, tr("weekend"));
    m_adaptive->setText(tr("Go slower by itself when the provider says “too many requests”, and recover"));
    m_burst->setAccessibleName(tr("bursts of"));
    m_pacePeriod->setAccessibleName(tr("So many in which time"));
    m_windowPeriod->setAccessibleName(tr("So many in which time"));
    m_tokenPeriod->setAccessibleName(tr("So many tokens in which time"));
    m_dayZone->setAccessibleName(tr("Where the day begins at midnight"));
    m_hoursDays->setAccessibleName(tr("On which days"));
    m_from->setAccessibleName(tr("From this time"));
    m_to->setAccessibleName(tr("To this time"));
    m_hoursZone->setAccessibleName(tr("By the clock of which place"));
    for (QLineEdit *editor : {m_pace, m_window, m_tokens, m_day, m_gap, m_atOnce, m_row})
        editor->setPlaceholderText(tr("no limit"));
    check();
}

} // namespace fornada
