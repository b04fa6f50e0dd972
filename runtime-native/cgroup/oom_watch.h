#pragma once

#include "cgroup/cgroup.h"

namespace bulkhead::cgroup {

/** Tells when the kernel finds no memory for a container within its limit: memory.oom_control's eventfd on v1, memory.events on v2. */
class OomWatch {
 public:
  /** Nothing to watch, and no descriptor, without a memory controller. */
  static Result<OomWatch> open(const Directories& directories);

  /** Readable when there may be something new. */
  [[nodiscard]] int fd() const { return either_.get(); }
  explicit operator bool() const { return static_cast<bool>(either_); }
  /** Processes killed since the last call. Takes what made the descriptor readable. */
  uint64_t kills();

 private:
  Result<void> follow();

  Directories directories_;
  Fd events_;
  /** When to look again. */
  Fd timer_;
  Fd either_;
  uint64_t seen_ = 0;
  int looks_ = 0;
};

}  // namespace bulkhead::cgroup
