#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cgroup/cgroup.h"
#include "oci/config.h"
#include "sys/fd.h"

namespace bulkhead {

struct Overlay {
  /** Mount point in the container; "/" is the root filesystem. */
  std::string target;
  /** Topmost first, absolute. */
  std::vector<std::string> lower;
  /** Without upper the overlay is read-only. */
  std::string upper;
  std::string work;
  /** What is written means nothing after a power cut: unmounting it need not wait for the disk. */
  bool transient = false;
};

struct RootfsPlan {
  /** A directory that is bound, or, when empty, `base`. */
  std::string directory;
  Overlay base;
  std::vector<Overlay> overlays;
};

/**
 * For a caller who is not root, by a helper that is: a bind source must be one that the caller may read, and a device among these; no
 * device below a bound directory can be opened.
 */
struct BindRules {
  std::vector<oci::Device> devices;
};

/** The same node, whatever it is called. */
bool isGranted(const std::vector<oci::Device>& granted, const oci::Device& device);
/** Of those that every container has (runtime-spec, config-linux.md, "Default Devices"). */
bool isDefaultDevice(const oci::Device& device);

/**
 * What the steps that make a root filesystem work on. They run in the container's new mount namespace, before the pivot; every
 * path of the container is resolved below `root`.
 */
struct RootfsContext {
  const oci::Config& config;
  const RootfsPlan& plan;
  /** An empty directory of the helper's, where the root is mounted; seen in this mount namespace only. */
  std::string staging;
  const cgroup::Directories& cgroups;
  /** In a user namespace mknod is refused and overlays keep their notes under user.*. */
  bool inUserNamespace = false;
  const std::optional<BindRules>& bindRules;
  Fd root;
  /** What `staging` lies in. */
  Fd stagingParent = {};
  /** By path, of what had to be opened before this process became root of its user namespace. */
  std::map<std::string, Fd> sources = {};
};

/** Both while this process still is the helper's user, who may reach what the root of its user namespace may not. */
Result<void> openStaging(RootfsContext& context);
/** Only for those whose word is good for the helper's own rights: not for a caller who is not root. */
Result<void> openSources(RootfsContext& context);
/** The staging directory as it is seen now, with what is mounted on it. */
Result<Fd> openStagedRoot(const RootfsContext& context);
/** A name for a source: of its descriptor, if it was opened, else its own. */
std::string sourcePath(const RootfsContext& context, const std::string& path);

/** Upper and work directory, if they are missing. */
Result<void> makeWritable(const Overlay& overlay);
Result<void> makeMountsPrivate(RootfsContext& context);
Result<void> mountBase(RootfsContext& context);
Result<void> mountOverlays(RootfsContext& context);
Result<void> mountAll(RootfsContext& context);
Result<void> makeDevices(RootfsContext& context);
/** /dev/console of a terminal: `slave` is bound over it. */
Result<void> bindConsole(RootfsContext& context, int slave);
Result<void> maskPaths(RootfsContext& context);
Result<void> makeReadonly(RootfsContext& context);
Result<void> pivotRoot(RootfsContext& context);

/** mount(2) onto a descriptor: a name could lead elsewhere by the time it is used (CVE-2021-30465). */
Result<void> mountOn(int target, const char* source, const char* type, unsigned long flags, const char* data, const std::string& object);
/** A detached copy of what is at `source`, attached on `target` with its attributes set in one step. */
Result<void> bindOn(int target, int source, bool recursive, uint64_t set, uint64_t cleared, const std::string& object);

}  // namespace bulkhead
