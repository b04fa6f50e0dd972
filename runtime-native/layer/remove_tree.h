#pragma once

#include <string>

#include "sys/fd.h"

namespace bulkhead {

/** Removes everything below `name` in `parent`, and it; never follows a link or crosses a mount. Missing is fine. */
Result<void> removeTree(int parent, const std::string& name);

}  // namespace bulkhead
