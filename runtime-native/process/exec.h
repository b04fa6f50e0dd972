#pragma once

#include <array>

#include "cgroup/cgroup.h"
#include "oci/config.h"
#include "process/seccomp.h"
#include "sys/peer.h"

namespace bulkhead {

/** A further process in a running container. */
struct ExecPlan {
  oci::Process process;
  cgroup::Directories cgroups;
  SeccompProgram seccomp;
  std::optional<ResourceLimits> limits;
  /** pidfd of the container's init: its namespaces are joined by it, not by a number that may be reused. */
  int init = -1;
  /** CLONE_NEW… of what the init does not share with the monitor. */
  uint64_t namespaces = 0;
  int channel = -1;
  std::array<int, 3> stdio = {-1, -1, -1};
};

/** In a child of the monitor. Forks again into the pid namespace; that process is the monitor's child too, and told by its pidfd. */
[[noreturn]] void runExec(ExecPlan& plan);

}  // namespace bulkhead
