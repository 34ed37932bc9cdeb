#include "window/command_palette.h"

#include "theme/theme.h"
#include "window/actions.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace fornada {

namespace {

constexpr int kKeysRole = Qt::UserRole + 1;
constexpr int kAir = 12;

// The keys stand in a column of their own, as in a menu. Owned by its list.
class KeysDelegate final : public QStyledItemDelegate {
public:
    KeysDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        painter->setPen(m_theme.colours().muted);
        painter->drawText(option.rect.adjusted(0, 0, -kAir, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(kKeysRole).toString());
    }

private:
    const Theme &m_theme;
};

} // namespace

CommandPalette::CommandPalette(const Theme &theme, const Actions &actions, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_theme(theme)
    , m_actions(actions)
    , m_text(new QLineEdit)
    , m_list(new QListWidget)
{
    setObjectName(QStringLiteral("palette"));
    setProperty("role", QStringLiteral("card"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::small, space::small, space::small, space::small);
    layout->setSpacing(space::small);
    m_text->setPlaceholderText(tr("What do you want to do?"));
    m_text->setAccessibleName(tr("Search actions"));
    m_text->installEventFilter(this);
    m_text->addAction(theme.icon(QStringLiteral("search"), &Colours::faint), QLineEdit::LeadingPosition);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Actions"));
    m_list->setProperty("role", QStringLiteral("boxed"));
    m_list->setIconSize(QSize(16, 16));
    m_list->setSpacing(1);
    m_list->setItemDelegate(new KeysDelegate(theme, m_list));
    layout->addWidget(m_text);
    layout->addWidget(m_list, 1);
    connect(m_text, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_text, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    fill({});
}

void CommandPalette::popUp()
{
    const QWidget *window = parentWidget();
    resize(460, 340);
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, 72)));
    show();
    m_text->setFocus();
}

// What can be done now; every word typed must be in the name or its explanation.
void CommandPalette::fill(const QString &text)
{
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_list->clear();
    for (int id = 0; id < Actions::Count; ++id) {
        const QAction *action = m_actions.of(Actions::Id(id));
        if (!action->isEnabled() || id == Actions::Palette)
            continue;
        const QString hay = action->text() + QLatin1Char(' ') + action->whatsThis();
        const bool fits = std::all_of(words.cbegin(), words.cend(),
                                      [&](const QString &word) { return hay.contains(word, Qt::CaseInsensitive); });
        if (!fits)
            continue;
        auto *item = new QListWidgetItem(
            id == Actions::NewBatch ? m_theme.icon(QStringLiteral("plus")) : action->icon(), action->text());
        item->setData(kKeysRole, action->shortcut().toString(QKeySequence::NativeText));
        item->setToolTip(action->whatsThis());
        item->setData(Qt::UserRole, id);
        m_list->addItem(item);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::run()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    QAction *action = m_actions.of(Actions::Id(item->data(Qt::UserRole).toInt()));
    close();
    action->trigger();
}

bool CommandPalette::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_text && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0) {
            m_list->setCurrentRow(qBound(0, m_list->currentRow() + step, m_list->count() - 1));
            return true;
        }
    }
    return QFrame::eventFilter(object, event);
}

} // namespace fornada
