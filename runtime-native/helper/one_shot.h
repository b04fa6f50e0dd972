#pragma once

#include <string>

#include "sys/error.h"

namespace bulkhead {

/** Runs an OCI bundle in the foreground, with the caller's own streams; returns the container's exit code. Nothing is kept of it. */
Result<int> runBundle(const std::string& bundle, const std::string& id, const std::string& runRoot);

}  // namespace bulkhead
