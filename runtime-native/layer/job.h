#pragma once

#include <functional>
#include <string>

#include "sys/fd.h"
#include "sys/pid.h"

namespace bulkhead {

/**
 * Work on files that may take minutes, in a forked process of its own: the helper goes on serving, and what the work is
 * confined to or gives up does not concern the helper.
 */
class Job {
 public:
  /** `work` runs in the child, which has no descriptor of ours but those in `keep`; its text or error is what `finish` returns. */
  static Result<Job> start(const std::function<Result<std::string>()>& work, std::vector<int> keep = {});

  /** Readable when the work is done, or when its process died. */
  [[nodiscard]] int fd() const { return answer_.get(); }
  /** Blocks until then. A process that died without an answer is an error. */
  Result<std::string> finish();

 private:
  Job(Pid process, Fd answer) : process_(std::move(process)), answer_(std::move(answer)) {}

  Pid process_;
  Fd answer_;
};

}  // namespace bulkhead
