#pragma once

#include <sys/types.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cgroup/hierarchies.h"
#include "oci/config.h"
#include "sys/fd.h"

namespace bulkhead::cgroup {

/** Where a container's cgroups are: controller → absolute directory; "" is the v2 one. */
using Directories = std::map<std::string, std::string>;

/** Makes containers' cgroups below the helper's own, in every hierarchy it may write, whatever the layout. */
class Manager {
 public:
  /** Finds out in which hierarchies this process can make children; on v2 it may have to move itself into a leaf first. */
  static Result<Manager> probe();

  [[nodiscard]] std::vector<std::string> controllers() const;
  /** With the controllers alone that these limits take, and the one that finds a container's processes; each hierarchy costs 0.2 ms. */
  [[nodiscard]] Manager only(const oci::Resources& resources) const;

  /**
   * `path` is relative ("bulkhead/<id>"). Makes the directories and writes every limit; a limit that no usable controller can
   * enforce is refused by name. After an error nothing is left.
   */
  Result<Directories> create(const std::string& path, const oci::Resources& resources) const;
  /** Those of a path as they would be made, which exist. */
  [[nodiscard]] Directories find(const std::string& path) const;
  /** New limits for cgroups that exist. */
  [[nodiscard]] Result<void> apply(const Directories& directories, const oci::Resources& resources) const;

 private:
  Result<void> makeIn(const std::string& name, const Hierarchy& hierarchy, const std::string& path, Directories& made) const;

  Hierarchies usable_;
};

/** Writes limits into existing cgroups. */
Result<void> applyLimits(const Directories& directories, const Hierarchies& hierarchies, const oci::Resources& resources);
/** The v2 cgroup for CLONE_INTO_CGROUP; no descriptor if there is none. */
Result<Fd> openUnified(const Directories& directories);
/** Moves the calling process, which must have one thread, into those of v1. */
Result<void> enterVersion1(const Directories& directories);
/** Kills what is left, and removes the directories. */
Result<void> remove(const Directories& directories);
/**
 * "bulkhead", and below it those of callers, unless someone's container is in there. They stay for as long as a helper serves: the first
 * cgroup of a kind turns code of the kernel's on, and the last one off, which takes longer than all else about a container's cgroups.
 */
void removeEmpty(const Directories& directories);
/** Every process in the cgroups; empty when there are none. */
std::vector<pid_t> processes(const Directories& directories);
/** How often a process was killed for want of memory. */
uint64_t oomKills(const Directories& directories);
bool isVersion2(const std::string& directory);

/** `frozen`: returns when all processes stand still, or after two seconds with an error. */
Result<void> freeze(const Directories& directories, bool frozen);
bool isFrozen(const Directories& directories);

}  // namespace bulkhead::cgroup
