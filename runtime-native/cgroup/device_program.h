#pragma once

#include <string>
#include <vector>

#include "oci/config.h"
#include "sys/error.h"

namespace bulkhead::cgroup {

/** cgroup v2 has no list of devices but a BPF program (BPF_CGROUP_DEVICE) that is asked at every mknod and open; this writes one. */
Result<void> attachDeviceProgram(const std::string& directory, const std::vector<oci::DeviceRule>& rules);

}  // namespace bulkhead::cgroup
