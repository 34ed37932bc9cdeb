#pragma once

#include "models/draft_preview.h"

namespace fornada {

// What one request asks for, in words: its prompt, then its settings. Either may be missing.
QString wholeWording(const Recipe &recipe, const Step &step, const JobPlace &place);
// The same on one line for a list: the prompt, or the settings where nothing else is said.
QString askedText(const Recipe &recipe, const Step &step, const JobPlace &place);

// The requests of one row of a draft: where each goes, what it costs, whether it is asked at all. Worded one at a time,
// when it is looked at. UI thread.
class RowRequests final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowRequests)
public:
    enum Column { StepName, For, Price, AccountName, Standing, Count };

    // The model may only live as long as the draft does.
    explicit RowRequests(const DraftModel &draft, QObject *parent = nullptr);

    // The requests of this line of the draft; none of a row that is left out.
    void show(int line);
    void clear();
    const QString &problem() const { return m_look.problem; } // why it is left out
    QString wording(int request) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Request {
        qsizetype step = 0;
        QString fanKey;
    };
    const Step &stepOf(const Request &request) const { return m_recipe.steps.at(request.step); }
    QString priceOf(const Request &request) const;
    QString standingOf(const Request &request) const;

    const DraftModel &m_draft;
    Recipe m_recipe;
    DraftLook m_look;
    QList<Request> m_requests;
};

} // namespace fornada
