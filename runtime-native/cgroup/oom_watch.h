#pragma once

#include "cgroup/cgroup.h"

namespace bulkhead::cgroup {

/** Tells when the kernel finds no memory for a container within its limit: memory.oom_control's eventfd on v1, memory.events on v2. */
class OomWatch {
 public:
  /** Nothing to watch, and no descriptor, without a memory controller. */
  static Result<OomWatch> open(const Directories& directories);

  /** Readable when there may be something new. */
  [[nodiscard]] int fd() const { return events_.get(); }
  explicit operator bool() const { return static_cast<bool>(events_); }
  /** Since the last call. Takes what made the descriptor readable. */
  bool happened();

 private:
  Directories directories_;
  Fd events_;
  uint64_t seen_ = 0;
};

}  // namespace bulkhead::cgroup
