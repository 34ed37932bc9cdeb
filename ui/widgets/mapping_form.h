#pragma once

#include "intake/field_mapping.h"

#include <QWidget>

class QFormLayout;

namespace fornada {

class Theme;

// Which column each field of a recipe is read from. What is needed and missing stands out. UI thread.
class MappingForm final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MappingForm)
public:
    explicit MappingForm(const Theme &theme, QWidget *parent = nullptr);
    void show(const QStringList &needed, const QStringList &optional, const QStringList &columns,
              const FieldMapping &mapping);

Q_SIGNALS:
    // An empty column: from none.
    void chosen(const QString &field, const QString &column);

private:
    void setTexts();
    void makeBoxes(const QStringList &columns);

    const Theme &m_theme;
    QFormLayout *m_form;
    QStringList m_needed, m_optional, m_columns; // what the boxes are made for
};

} // namespace fornada
