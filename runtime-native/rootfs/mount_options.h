#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sys/error.h"

namespace bulkhead {

/** An OCI mount's options, sorted by what they are for. */
struct MountOptions {
  /** MS_… for mount(2). */
  unsigned long flags = 0;
  /** MOUNT_ATTR_… to set and to clear, for binds. */
  uint64_t attributesSet = 0;
  uint64_t attributesCleared = 0;
  /** MS_SHARED and its like; 0 is none. */
  unsigned long propagation = 0;
  bool bind = false;
  bool recursive = false;
  /** What the filesystem itself gets, joined by commas. */
  std::string data;
};

MountOptions parseMountOptions(const std::vector<std::string>& options);

}  // namespace bulkhead
