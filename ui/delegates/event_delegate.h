#pragma once

#include "delegates/row_delegate.h"

namespace fornada {

// A line of the journal: what needed the operator carries a mark, so that it is found at a glance.
class EventDelegate final : public RowDelegate {
public:
    using RowDelegate::RowDelegate;

protected:
    void paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;
};

} // namespace fornada
