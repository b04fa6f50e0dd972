#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <array>
#include <vector>

#include "sys/error.h"

namespace bulkhead {

/** Who is at the other end of a unix socket, as the kernel noted it when they connected. */
struct Peer {
  pid_t pid = 0;
  uid_t uid = 0;
  gid_t gid = 0;
  std::vector<gid_t> groups;
};

Result<Peer> peerOf(int socket);

using ResourceLimits = std::array<rlimit, RLIMIT_NLIMITS>;

/** The peer's own. An error when the process has ended, or is another user's by now. */
Result<ResourceLimits> limitsOf(const Peer& peer);
/** No limit of this process, which may be root's, stays higher than these. */
Result<void> lowerLimitsTo(const ResourceLimits& limits);

}  // namespace bulkhead
