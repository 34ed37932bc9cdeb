#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace fornada {

class ExplainButton;
class Theme;

// One figure with its name: large, to be read across the room. A click on it goes to what it counts; "?" says what that
// is. UI thread.
class FigureTile final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FigureTile)
public:
    explicit FigureTile(const Theme &theme, QWidget *parent = nullptr);

    void setTexts(const QString &name, const QString &explanation);
    void setFigure(const QString &figure, const QString &second = {});
    // Without one the figure is plain text.
    void setLink(const QString &what);
    QString figure() const;

Q_SIGNALS:
    void opened();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    const Theme &m_theme;
    QLabel *m_name, *m_second;
    QPushButton *m_figure;
    ExplainButton *m_explain;
};

} // namespace fornada
