#pragma once

#include "oci/config.h"
#include "sys/fd.h"

namespace bulkhead {

/** Only those that are the container's own: one that is not namespaced would change the host. */
Result<void> checkSysctls(const oci::Config& config);
/** `proc`: the host's /proc, opened before the pivot; what is written through it counts for the writer's namespaces. */
Result<void> writeSysctls(const oci::Config& config, int proc);

}  // namespace bulkhead
