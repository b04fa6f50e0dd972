#pragma once

#include "helper/container_store.h"
#include "layer/job.h"
#include "monitor/log_writer.h"
#include "process/init.h"
#include "sys/peer.h"

namespace bulkhead {

/** On whose behalf the helper acts, and with what power. */
struct Caller {
  enum class Mode { root, rootless, privileged };
  Mode mode = Mode::root;
  uid_t uid = 0;
  gid_t gid = 0;
  /** What this caller's containers may map; [0] is the caller itself. */
  std::vector<oci::IdMapping> uidMappings;
  std::vector<oci::IdMapping> gidMappings;
  /** Where the caller's layers are unpacked and removed, and the logs of a caller who is not root are. */
  std::string dataRoot;
  /** Of the host, beside those every container has: named by whoever started the helper. */
  std::vector<oci::Device> devices = {};
  /** What its containers' processes may not have more of, when the helper has more than its caller. */
  std::optional<ResourceLimits> limits = std::nullopt;

  [[nodiscard]] bool restricted() const { return mode == Mode::privileged && uid != 0; }
};

/**
 * The one place that decides what a caller who is not root gets from a helper that is. Everything not granted here is refused: no way
 * leads from these requests to the host's root. Callers who are root, and helpers that are not, need no policy: the kernel has one.
 */
Result<void> authorize(const Caller& caller, InitPlan& plan, const LogTarget& log, const ContainerStore& store);

/** The namespaces that a config of such a caller joins, if each is one of the caller's own containers in `store`. Part of `authorize`. */
Result<std::vector<HeldNamespace>> ownNamespaces(const oci::Config& config, const ContainerStore& store);

/** What holds for a caller's binds beyond the kernel's checks; nothing: the kernel's are enough. */
std::optional<BindRules> bindRulesOf(const Caller& caller);

/** As whom the helper touches the caller's files; nothing: as itself. */
std::optional<FileOwner> fileOwnerOf(const Caller& caller);
std::optional<JobOwner> jobOwnerOf(const Caller& caller);

/** Where a caller's cgroups lie, relative to the helper's own. */
std::string cgroupParentOf(const Caller& caller);

/** `path` is `parent` or below it, without `..`. */
bool isBelow(const std::string& path, const std::string& parent);

}  // namespace bulkhead
