#pragma once

#include "base/money.h"
#include "base/result.h"
#include "model/recipe.h"

#include <QAbstractTableModel>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace fornada {

struct DraftRow {
    qint64 line = 0;
    QString key;
    QString prompt;               // of the first step, as it will be sent
    std::optional<Error> problem; // then the row is left out
};

// What would become of a file and a recipe, without any network.
struct DraftPreview {
    static constexpr int kMostShown = 500;
    static constexpr qint64 kMostCounted = 200'000;

    std::optional<Error> error; // the file as a whole cannot be used
    QStringList columns;
    QList<DraftRow> rows; // the first ones; those with a problem among them
    qint64 good = 0, bad = 0, jobs = 0;
    Money worst;
    bool more = false; // counting stopped before the end of the file
};

// Any thread; ends early when cancelled.
DraftPreview previewDraft(const QString &path, const Recipe &recipe, const QString &batch, const QString &client,
                          const std::atomic_bool &cancelled);

// The rows of a draft as a table, read on a thread of its own whenever file or recipe change. UI thread.
class DraftModel final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DraftModel)
public:
    enum Column { Line, Key, Prompt, Count };

    explicit DraftModel(QObject *parent = nullptr);
    ~DraftModel() override;

    void setDraft(const QString &path, const Recipe &recipe, const QString &batch, const QString &client);
    const DraftPreview &preview() const { return m_preview; }
    bool isReading() const { return bool(m_cancelled); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void changed();

private:
    void stop();

    QThreadPool m_pool;
    std::shared_ptr<std::atomic_bool> m_cancelled; // of the reading under way
    DraftPreview m_preview;
};

} // namespace fornada
