#pragma once

#include <QProcess>

namespace fornada::test {

// Starts its child with a plain fork: ThreadSanitizer cannot follow the clone that QProcess uses otherwise.
inline void forkPlainly(QProcess &process)
{
    process.setChildProcessModifier([] {});
}

} // namespace fornada::test
