#pragma once

#include <cstdint>
#include <string>

#include "oci/config.h"
#include "sys/error.h"

namespace bulkhead {

/** CLONE_NEW… of an OCI namespace type; 0 for an unknown one. */
uint64_t namespaceFlag(const std::string& type);

/** Of all namespaces that are made for the container; refuses unknown types and a missing mount namespace. */
Result<uint64_t> namespaceFlags(const oci::Config& config);

/** Joins those that are given by a path, of the kinds in `kinds`. */
Result<void> joinNamespaces(const oci::Config& config, uint64_t kinds);

/** Brings `lo` up in the current network namespace. */
Result<void> bringLoopbackUp();

/**
 * Writes /proc/<pid>/{uid_map,gid_map}. `isCallers`: of someone who is not root. Without groups of its own to give, such a one must not
 * be able to leave a group that shuts it out of a file (CVE-2014-8989).
 */
Result<void> writeIdMaps(pid_t pid, const std::vector<oci::IdMapping>& uidMappings, const std::vector<oci::IdMapping>& gidMappings, bool isCallers);

}  // namespace bulkhead
