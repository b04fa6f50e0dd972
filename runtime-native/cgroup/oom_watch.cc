#include "cgroup/oom_watch.h"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>

#include <array>

#include "sys/files.h"

namespace bulkhead::cgroup {

namespace {

/** The kernel keeps what it needs of the two descriptors (cgroup-v1/memcg_test: "cgroup.event_control"); oom_control's may be closed. */
Result<Fd> watchVersion1(const std::string& directory) {
  Fd events(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!events) return systemError("oom", "eventfd");
  Fd control = TRY(openAt(AT_FDCWD, directory + "/memory.oom_control", O_RDONLY));
  TRY(writeFileAt(AT_FDCWD, directory + "/cgroup.event_control", std::to_string(events.get()) + " " + std::to_string(control.get())));
  return events;
}

Result<Fd> watchVersion2(const std::string& directory) {
  Fd events(inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
  if (!events) return systemError("oom", "inotify");
  if (inotify_add_watch(events.get(), (directory + "/memory.events").c_str(), IN_MODIFY) >= 0) return events;
  // A v2 tree without the memory controller, as on a hybrid host.
  if (errno == ENOENT) return Fd();
  return systemError("oom", directory);
}

}  // namespace

Result<OomWatch> OomWatch::open(const Directories& directories) {
  OomWatch watch;
  watch.directories_ = directories;
  if (auto v1 = directories.find("memory"); v1 != directories.end())
    watch.events_ = TRY(watchVersion1(v1->second));
  else if (auto v2 = directories.find(""); v2 != directories.end())
    watch.events_ = TRY(watchVersion2(v2->second));
  return watch;
}

bool OomWatch::happened() {
  if (!events_) return false;
  std::array<char, 4096> taken;
  while (read(events_.get(), taken.data(), taken.size()) > 0) continue;
  // The descriptor speaks of other things as well: of a reached memory.high, and on v1 of the cgroup's removal.
  uint64_t kills = oomKills(directories_);
  bool more = kills > seen_;
  seen_ = std::max(kills, seen_);
  return more;
}

}  // namespace bulkhead::cgroup
