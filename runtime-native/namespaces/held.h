#pragma once

#include <vector>

#include "sys/pid.h"

namespace bulkhead {

/** A namespace to join, as the one a process is in. It is found by the process, never by a path: a path may lead elsewhere by the time it is opened.
 */
struct HeldNamespace {
  /** CLONE_NEW… */
  uint64_t flag;
  Pid process;
};

Result<void> joinHeld(const std::vector<HeldNamespace>& namespaces);

}  // namespace bulkhead
