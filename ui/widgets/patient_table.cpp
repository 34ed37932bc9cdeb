#include "widgets/patient_table.h"

#include <QKeyEvent>

namespace fornada {

void PatientTable::setWhole(bool whole)
{
    m_whole = whole;
    if (!whole || !m_waits)
        return;
    stopWaiting();
    ListTable::selectAll();
}

void PatientTable::stopWaiting()
{
    if (!std::exchange(m_waits, false))
        return;
    Q_EMIT waitingChanged();
}

void PatientTable::selectAll()
{
    if (m_whole) {
        ListTable::selectAll();
        return;
    }
    clearSelection();
    m_waits = true;
    Q_EMIT waitingChanged();
}

void PatientTable::mousePressEvent(QMouseEvent *event)
{
    stopWaiting();
    ListTable::mousePressEvent(event);
}

void PatientTable::keyPressEvent(QKeyEvent *event)
{
    if (m_waits && event->key() == Qt::Key_Escape) {
        stopWaiting();
        return;
    }
    ListTable::keyPressEvent(event);
}

void PatientTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    if (!selected.isEmpty())
        stopWaiting();
    ListTable::selectionChanged(selected, deselected);
}

} // namespace fornada
