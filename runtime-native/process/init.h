#pragma once

#include <array>

#include "cgroup/cgroup.h"
#include "namespaces/held.h"
#include "oci/config.h"
#include "process/seccomp.h"
#include "rootfs/rootfs.h"
#include "sys/peer.h"

namespace bulkhead {

/** Everything a container's first process needs to become it. */
struct InitPlan {
  oci::Config config;
  RootfsPlan rootfs;
  std::string staging;
  cgroup::Directories cgroups;
  SeccompProgram seccomp;
  /** Set by the policy for a caller who is not root. */
  std::optional<BindRules> bindRules;
  /** Likewise: what is joined instead of the paths in the config. */
  std::optional<std::vector<HeldNamespace>> joined;
  std::optional<ResourceLimits> limits;
  /** The helper itself lives in a user namespace, which its containers share. */
  bool rootless = false;
  /** The child's ends: of the setup channel, and of stdin, stdout and stderr (-1 with a terminal). */
  int channel = -1;
  std::array<int, 3> stdio = {-1, -1, -1};
};

/** Refuses, before anything is made, what would fail or be unsafe later. */
Result<void> checkPlan(const InitPlan& plan);
/** CLONE_NEW… flags of the clone that makes the process; the cgroup namespace is made by it, once it is in its cgroups. */
Result<uint64_t> cloneFlags(const InitPlan& plan);
/** In the cloned child; ends with the exec or with the error on the channel. */
[[noreturn]] void runInit(InitPlan& plan);

/** Signal dispositions and mask as a new process expects them. */
void resetSignals();
/** Puts the three descriptors on 0, 1 and 2. */
Result<void> takeStdio(const std::array<int, 3>& stdio);
/** Tells the monitor and ends. */
[[noreturn]] void failSetup(int channel, const Error& error);

}  // namespace bulkhead
