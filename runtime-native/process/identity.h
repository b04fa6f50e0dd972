#pragma once

#include "oci/config.h"
#include "process/seccomp.h"

namespace bulkhead {

Result<void> setResourceLimits(const oci::Process& process);
/** `proc`: the host's /proc, opened before the pivot. */
Result<void> adjustOomScore(const oci::Process& process, int proc);
/** Working directory inside the root, checked to be there (CVE-2024-21626). */
Result<void> enterWorkingDirectory(const std::string& path);
/** Groups, ids, capabilities, no_new_privs and seccomp, in the one order that is safe. */
Result<void> becomeUser(const oci::Process& process, const SeccompProgram& seccomp);

}  // namespace bulkhead
