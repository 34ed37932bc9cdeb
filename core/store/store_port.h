#pragma once

#include "store/store.h"

#include <functional>
#include <memory>

namespace fornada {

// Seam: the way to the store thread. Work runs in order, several in one transaction (group commit); done is called on
// the owner's thread after the commit, with the work's own error, or the commit's.
class StorePort {
public:
    struct Task {
        std::function<Status(Store &)> run;
        std::function<void(Status)> done;
    };

    virtual ~StorePort() = default;
    virtual void submit(Task task) = 0;

    // Work with a result. T must be default constructible.
    template<class T>
    void call(std::function<Result<T>(Store &)> work, std::function<void(Result<T>)> done)
    {
        auto value = std::make_shared<T>();
        submit({[value, work = std::move(work)](Store &store) -> Status {
                    auto result = work(store);
                    if (!result)
                        return result.error();
                    *value = std::move(result).value();
                    return {};
                },
                [value, done = std::move(done)](Status status) {
                    done(status ? Result<T>(std::move(*value)) : Result<T>(status.error()));
                }});
    }
};

} // namespace fornada
