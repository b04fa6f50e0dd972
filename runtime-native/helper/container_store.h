#pragma once

#include <string>
#include <vector>

#include "monitor/records.h"

namespace bulkhead {

/** Ids as directory names: no slash, no leading dot. */
bool isContainerId(const std::string& id);

/** `<run>/containers/<id>`: what the helper and the monitors keep of containers while they exist. Never trusted without a look at the kernel. */
class ContainerStore {
 public:
  static Result<ContainerStore> open(const std::string& runRoot);

  [[nodiscard]] std::string path(const std::string& id) const { return root_ + "/" + id; }
  [[nodiscard]] std::vector<std::string> ids() const;
  /** Makes the directory and in it the mount point of the root filesystem. */
  Result<void> create(const std::string& id) const;
  Result<void> remove(const std::string& id) const;

  struct Entry {
    ContainerRecord record;
    std::optional<ExitStatus> exit;
  };
  /** As the kernel has it: a container whose monitor is gone has ended, and is recorded so. */
  Result<Entry> read(const std::string& id) const;
  /** What a helper that died in the middle of a create left behind. */
  [[nodiscard]] std::vector<std::string> unfinished() const;

 private:
  explicit ContainerStore(std::string root) : root_(std::move(root)) {}

  std::string root_;
};

/** The process with this number is still the one that was recorded. */
bool isSameProcess(pid_t pid, uint64_t start);

}  // namespace bulkhead
