#include "widgets/people_filter.h"

#include "text/name_text.h"
#include "theme/theme.h"
#include "widgets/eliding_box.h"
#include "widgets/keep_translated.h"

#include <QHBoxLayout>
#include <QSettings>
#include <QSignalBlocker>

namespace fornada {

namespace {

constexpr int kWide = 170;

QString chosen(const QComboBox &box)
{
    return box.currentData().toString();
}

// Nobody's name where all batches are the same person's: there is nothing to choose then.
QStringList namesOf(const QList<Batch> &batches, QString Batch::*name, const QString &chosen)
{
    QStringList names;
    bool anyWithout = false;
    for (const Batch &batch : batches) {
        anyWithout |= (batch.*name).isEmpty();
        if (!(batch.*name).isEmpty() && !names.contains(batch.*name))
            names.append(batch.*name);
    }
    if (names.size() == 1 && !anyWithout && chosen.isEmpty())
        names.clear();
    sortNames(names);
    return names;
}

} // namespace

PeopleFilter::PeopleFilter(QSettings &settings, const QString &place, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_place(place)
    , m_client(makeBox(QStringLiteral("clientFilter")))
    , m_owner(makeBox(QStringLiteral("ownerFilter")))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::normal);
    layout->addStretch();
    for (ElidingBox *box : {m_client, m_owner})
        layout->addWidget(box, 1);
    setVisible(false);
    keepTranslated(this, [this] {
        m_client->setAccessibleName(tr("Show what is for this client"));
        m_owner->setAccessibleName(tr("Show what belongs to this owner"));
        nameAll();
    });
}

void PeopleFilter::nameAll()
{
    const auto name = [](ElidingBox &box, const QString &text, const QString &shorter) {
        if (box.count() == 0)
            return;
        box.setItemText(0, text);
        box.setShortText(0, shorter);
    };
    name(*m_client, tr("Clients: all"), tr("Clients"));
    name(*m_owner, tr("Owners: all"), tr("Owners"));
}

ElidingBox *PeopleFilter::makeBox(const QString &name)
{
    auto *box = new ElidingBox;
    box->setObjectName(name);
    box->setMaximumWidth(kWide);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    box->setVisible(false);
    connect(box, &QComboBox::activated, this, [this, box] {
        m_settings.setValue(m_place + u'/' + box->objectName(), chosen(*box));
        Q_EMIT changed();
    });
    return box;
}

// Nothing is touched while the names are the same: an open list must not jump.
void PeopleFilter::fill(QComboBox &box, QStringList names, const QString &remembered)
{
    const bool first = box.count() == 0;
    const QString current = first ? remembered : chosen(box);
    names.prepend(QString());
    QStringList there;
    for (int i = 0; i < box.count(); ++i)
        there.append(box.itemData(i).toString());
    if (there != names) {
        const QSignalBlocker quiet(box);
        box.clear();
        for (const QString &name : std::as_const(names))
            box.addItem(name, name);
        box.setCurrentIndex(std::max(0, box.findData(current)));
    }
    box.setVisible(names.size() > 1);
}

void PeopleFilter::setBatches(const QList<Batch> &batches)
{
    const QString client = this->client(), owner = this->owner();
    const auto remembered = [this](const QComboBox *box) {
        return m_settings.value(m_place + u'/' + box->objectName()).toString();
    };
    if (batches.isEmpty() && m_client->count() == 0)
        return; // not read yet: what is remembered waits for its name
    fill(*m_client, namesOf(batches, &Batch::client, client), remembered(m_client));
    fill(*m_owner, namesOf(batches, &Batch::owner, owner), remembered(m_owner));
    nameAll();
    showWhereNeeded();
    if (client != this->client() || owner != this->owner())
        Q_EMIT changed();
}

void PeopleFilter::setWanted(bool wanted)
{
    m_wanted = wanted;
    showWhereNeeded();
}

void PeopleFilter::showWhereNeeded()
{
    setVisible(m_wanted && (m_client->count() > 1 || m_owner->count() > 1));
}

QString PeopleFilter::client() const
{
    return chosen(*m_client);
}

QString PeopleFilter::owner() const
{
    return chosen(*m_owner);
}

bool PeopleFilter::admits(const Batch &batch) const
{
    return (client().isEmpty() || batch.client == client()) && (owner().isEmpty() || batch.owner == owner());
}

QList<Batch> PeopleFilter::admitted(const QList<Batch> &batches) const
{
    QList<Batch> list;
    for (const Batch &batch : batches)
        if (admits(batch))
            list.append(batch);
    return list;
}

void PeopleFilter::clear()
{
    for (QComboBox *box : {m_client, m_owner}) {
        box->setCurrentIndex(0);
        m_settings.remove(m_place + u'/' + box->objectName());
    }
}

} // namespace fornada
