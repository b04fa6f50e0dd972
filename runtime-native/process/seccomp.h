#pragma once

#include <linux/filter.h>

#include <vector>

#include "oci/config.h"
#include "sys/error.h"

namespace bulkhead {

using SeccompProgram = std::vector<sock_filter>;

/** The BPF program of a profile. The last one is kept: most containers have the same, and compiling takes milliseconds. */
Result<SeccompProgram> compileSeccomp(const oci::Seccomp& profile);
/** For this process and all it starts, for good. Empty: nothing. */
Result<void> loadSeccomp(const SeccompProgram& program);

}  // namespace bulkhead
