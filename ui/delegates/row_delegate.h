#pragma once

#include "model/job_state.h"

#include <QStyledItemDelegate>

namespace fornada {

class Theme;

// Draws a list's cells: even padding, one line; what is not read yet is a quiet bar. The row that the keys move from
// stands between two thin lines while the list has the focus. Its children draw what else a cell may be. Knows roles,
// not models. UI thread.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowDelegate)
public:
    RowDelegate(const Theme &theme, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    // The inside of the cell; the ground is drawn.
    virtual void paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const;
    void paintText(QPainter &painter, const QRect &cell, const QString &text, Qt::Alignment align, const QColor &colour,
                   const QFont &font) const;

    const Theme &m_theme;
};

// Name first, quieter second text behind it.
class NameDelegate final : public RowDelegate {
public:
    using RowDelegate::RowDelegate;

protected:
    void paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;
};

// A state: its shape, its word, and what belongs to it: why it waits, why it failed, how far it is.
class StateDelegate final : public RowDelegate {
public:
    enum class Of { Job, Batch };
    StateDelegate(const Theme &theme, Of of, QObject *parent)
        : RowDelegate(theme, parent)
        , m_of(of)
    {}

protected:
    void paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;

private:
    const Of m_of;
};

// How far a batch is, in segments.
class ProgressDelegate final : public RowDelegate {
public:
    using RowDelegate::RowDelegate;

protected:
    void paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;
};

// A number that is bad news when it is not nothing.
class AlarmDelegate final : public RowDelegate {
public:
    AlarmDelegate(const Theme &theme, JobState state, QObject *parent);

protected:
    void paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;

private:
    const JobState m_state;
};

} // namespace fornada
