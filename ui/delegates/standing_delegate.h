#pragma once

#include "delegates/row_delegate.h"

namespace fornada {

// How a queue or an account stands: a shape of its own for each, and the sentence.
class StandingDelegate final : public RowDelegate {
public:
    using RowDelegate::RowDelegate;

protected:
    void paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override;
};

} // namespace fornada
