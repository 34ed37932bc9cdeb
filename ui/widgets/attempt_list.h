#pragma once

#include "model/job.h"
#include "theme/colours.h"

#include <QWidget>

namespace fornada {

class Theme;

// The attempts of a job as a timeline, newest first: when each was sent, answered and saved, what was said, what it
// cost. UI thread.
class AttemptList final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttemptList)
public:
    explicit AttemptList(const Theme &theme, QWidget *parent = nullptr);
    // added: when the job itself was; the first line of the story.
    void setAttempts(const QList<Attempt> &attempts, const QHash<AccountId, QString> &accounts, Wall added);
    QSize sizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Line {
        QString title, detail, message;
        QString icon;
        QColor Colours::*colour;
    };
    int draw(QPainter *painter, int width) const; // returns the height; without a painter it only measures

    const Theme &m_theme;
    QList<Line> m_lines;
};

} // namespace fornada
