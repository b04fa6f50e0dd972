#include "namespaces/held.h"

#include <sched.h>

namespace bulkhead {

Result<void> joinHeld(const std::vector<HeldNamespace>& namespaces) {
  for (const auto& [flag, process] : namespaces)
    if (setns(process.fd(), static_cast<int>(flag)) != 0) return systemError("namespaces", "of process " + std::to_string(process.number()));
  return {};
}

}  // namespace bulkhead
