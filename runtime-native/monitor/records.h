#pragma once

#include <optional>
#include <string>

#include "cgroup/cgroup.h"
#include "oci/json_reader.h"
#include "sys/pid.h"

namespace bulkhead {

struct ExitStatus {
  /** 0–255; a signal is 128 + number. */
  int code = 0;
  int signal = 0;
  bool oomKilled = false;
  /** Unix milliseconds. */
  int64_t finishedAt = 0;
};

/** What is on disk of a container, in `<run>/containers/<id>/state.json`. */
struct ContainerRecord {
  std::string id;
  pid_t pid = 0;
  uint64_t pidStart = 0;
  pid_t monitorPid = 0;
  /** With the number, the identity of the monitor: see startTimeOf. */
  uint64_t monitorStart = 0;
  int64_t createdAt = 0;
  int64_t startedAt = 0;
  cgroup::Directories cgroups;
};

int64_t nowMs();
Json exitJson(const ExitStatus& exit);
ExitStatus exitStatusOf(const Pid::Status& status, bool oomKilled);

/** Written to a temporary file and renamed, so a reader finds the old or the new, whole. Not synced: after a power cut neither tells of
 * anything that is still there. */
Result<void> writeRecord(int directory, const ContainerRecord& record);
Result<ContainerRecord> readRecord(int directory);
/** Takes the space that writing the exit will need, while there is some: a full disk must not make an exit status up. */
Result<void> reserveExit(int directory);
Result<void> writeExit(int directory, const ExitStatus& exit);
/** nullopt: it has not ended, as far as the disk knows. */
std::optional<ExitStatus> readExit(int directory);

/** The protocol's ContainerState. */
Json stateJson(const ContainerRecord& record, const std::optional<ExitStatus>& exit);

}  // namespace bulkhead
