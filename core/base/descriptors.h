#pragma once

namespace fornada {

// Makes room for thousands of open files and connections, as far as the system lets us: each caller at the door takes
// one. To be called while the process has one thread: the kernel stops one with several for some milliseconds
// whenever its table of descriptors has to grow.
void makeRoomForDescriptors();

} // namespace fornada
