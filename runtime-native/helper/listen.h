#pragma once

#include <string>
#include <vector>

#include "sys/error.h"

namespace bulkhead {

struct ListenOptions {
  uid_t uid = 0;
  /** Empty: `helper.sock` in the run directory. */
  std::string socket;
  /** Empty: the user's own default. */
  std::string dataRoot;
  /** Empty: `/run/bulkhead-helper/<uid>`. */
  std::string runRoot;
  /** Paths of device nodes that are granted. */
  std::vector<std::string> devices;
};

/**
 * Privileged mode: as root, for one user, who connects to a socket that only this user can open. Each connection has a process of its
 * own, which dies with this one; an engine that comes back need not wait for its predecessor's to end. Until SIGTERM or SIGINT.
 */
Result<void> listenFor(ListenOptions options);

}  // namespace bulkhead
