#pragma once

#include <map>
#include <string>

#include "sys/error.h"

namespace bulkhead::cgroup {

struct Hierarchy {
  int version = 2;
  std::string mountPoint;
  /** This process's cgroup in it, "/" or "/a/b". */
  std::string path;
  /** Absolute directory of that cgroup. */
  [[nodiscard]] std::string directory() const { return path == "/" ? mountPoint : mountPoint + path; }
};

/**
 * Controller → where it sits: each may be on another hierarchy, as on a host where hugetlb is on v2 and the rest on v1. The key ""
 * is the v2 hierarchy itself, present when one is mounted.
 */
using Hierarchies = std::map<std::string, Hierarchy>;

/** From the texts of /proc/self/mountinfo, /proc/self/cgroup, and the v2 hierarchy's cgroup.controllers. */
Hierarchies parseHierarchies(const std::string& mountinfo, const std::string& ownCgroups, const std::string& v2Controllers);

Result<Hierarchies> readHierarchies();

}  // namespace bulkhead::cgroup
