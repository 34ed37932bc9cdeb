#include "dialogs/restore_offer.h"

#include "text/format.h"
#include "theme/theme.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace fornada {

RestoreOffer::RestoreOffer(const Error &error, const QString &backup, Wall now, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("restoreOffer"));
    setWindowTitle(QStringLiteral("Fornada"));
    const QFileInfo file(backup);
    const Wall made{std::chrono::milliseconds(file.lastModified().toMSecsSinceEpoch())};
    auto *title = new QLabel(tr("The data of Fornada is damaged"));
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    auto *what = new QLabel(tr("%1 cannot be read. Nothing was sent and nothing was changed.").arg(error.subject));
    auto *offer =
        new QLabel(tr("The latest good backup is of %1 (%2). Putting it back brings everything to that moment: "
                      "batches, jobs and costs of the %3 since then will be missing. Result files stay, and "
                      "the damaged file is set aside, not deleted.")
                       .arg(timeText(made, now), bytesText(file.size()), durationText(now - made)));
    for (QLabel *text : {what, offer}) {
        text->setWordWrap(true);
        text->setTextFormat(Qt::PlainText);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *buttons = new QDialogButtonBox;
    QPushButton *restore = buttons->addButton(tr("Put the backup back"), QDialogButtonBox::AcceptRole);
    restore->setObjectName(QStringLiteral("putBack"));
    restore->setProperty("role", QStringLiteral("primary"));
    QPushButton *quit = buttons->addButton(tr("Quit"), QDialogButtonBox::RejectRole);
    quit->setObjectName(QStringLiteral("quit"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::wide, space::wide, space::wide, space::wide);
    layout->setSpacing(space::normal);
    layout->addWidget(title);
    layout->addWidget(what);
    layout->addWidget(offer);
    layout->addSpacing(space::small);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setFixedWidth(520);
}

} // namespace fornada
