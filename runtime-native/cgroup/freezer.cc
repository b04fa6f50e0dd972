#include <fcntl.h>
#include <time.h>

#include "cgroup/cgroup.h"
#include "sys/files.h"

namespace bulkhead::cgroup {

namespace {

struct Freezer {
  std::string file;
  std::string frozen, thawed;
  std::string stateFile;
  std::string frozenState;
};

std::optional<Freezer> freezerOf(const Directories& directories) {
  if (auto found = directories.find("freezer"); found != directories.end()) {
    std::string file = found->second + "/freezer.state";
    return Freezer{file, "FROZEN", "THAWED", file, "FROZEN"};
  }
  if (auto found = directories.find(""); found != directories.end())
    return Freezer{found->second + "/cgroup.freeze", "1", "0", found->second + "/cgroup.events", "frozen 1"};
  return std::nullopt;
}

}  // namespace

bool isFrozen(const Directories& directories) {
  std::optional<Freezer> freezer = freezerOf(directories);
  if (!freezer) return false;
  Result<std::string> state = readFileAt(AT_FDCWD, freezer->stateFile);
  return state && state->find(freezer->frozenState) != std::string::npos;
}

Result<void> freeze(const Directories& directories, bool frozen) {
  std::optional<Freezer> freezer = freezerOf(directories);
  if (!freezer) {
    return unsupportedError("cgroup.freezer", "freezer",
                            "a container can be paused only with a freezer cgroup: it needs a delegated cgroup v2 subtree, or root on cgroup v1");
  }
  for (int attempt = 0; attempt < 400; ++attempt) {
    // v1 may stay FREEZING while a process forks; writing again makes it try again.
    if (attempt % 20 == 0) TRY(writeFileAt(AT_FDCWD, freezer->file, frozen ? freezer->frozen : freezer->thawed));
    if (isFrozen(directories) == frozen) return {};
    timespec time{0, 5000000};
    nanosleep(&time, nullptr);
  }
  Result<void> thawed = writeFileAt(AT_FDCWD, freezer->file, freezer->thawed);
  (void)thawed;
  return Error{"system", "cgroup.freezer", freezer->file, "the processes did not all stand still within 2 s; they go on running", 0};
}

}  // namespace bulkhead::cgroup
