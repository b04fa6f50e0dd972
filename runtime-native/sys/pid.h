#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

#include "sys/fd.h"

namespace bulkhead {

/** A process we hold by pidfd: signals go to this process or to none, never to a reuse of its number. */
class Pid {
 public:
  Pid() = default;
  Pid(pid_t pid, Fd pidfd) : pid_(pid), pidfd_(std::move(pidfd)) {}

  /** fork(2), holding the child from its first moment. In the child the result is process 0, which is none. `object` is what it is for. */
  static Result<Pid> fork(const std::string& object);
  /** Fails with ESRCH when it is gone. */
  static Result<Pid> open(pid_t pid);

  [[nodiscard]] pid_t number() const { return pid_; }
  [[nodiscard]] int fd() const { return pidfd_.get(); }
  explicit operator bool() const { return static_cast<bool>(pidfd_); }
  [[nodiscard]] Result<void> signal(int number) const;
  [[nodiscard]] bool alive() const { return !endsWithin(0); }
  /** Waits that long at most. */
  [[nodiscard]] bool endsWithin(int milliseconds) const;
  /** Of a child of ours; blocks. Returns the wait status as 0–255 code and signal (0 for none). */
  struct Status {
    int code;
    int signal;
  };
  [[nodiscard]] Result<Status> wait() const;

 private:
  pid_t pid_ = 0;
  Fd pidfd_;
};

/** Field 22 of /proc/<pid>/stat, in clock ticks since boot: tells a process from a later one with its number. */
Result<uint64_t> startTimeOf(pid_t pid);

}  // namespace bulkhead
