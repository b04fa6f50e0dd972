#pragma once

#include <functional>
#include <string>

#include "oci/config.h"
#include "sys/fd.h"
#include "sys/pid.h"

namespace bulkhead {

/** On whose behalf a job works: as that user, as root of a user namespace that maps only what is theirs. */
struct JobOwner {
  uid_t uid = 0;
  gid_t gid = 0;
  std::vector<oci::IdMapping> uidMappings, gidMappings;
};

/**
 * Work on files that may take minutes, in a forked process of its own: the helper goes on serving, and what the work is
 * confined to or gives up does not concern the helper.
 */
class Job {
 public:
  /** `work` runs in the child, which has no descriptor of ours but those in `keep`; its text or error is what `finish` returns. */
  static Result<Job> start(const std::function<Result<std::string>()>& work, std::vector<int> keep = {},
                           const std::optional<JobOwner>& owner = std::nullopt);

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
