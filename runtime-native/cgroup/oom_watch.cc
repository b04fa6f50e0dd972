#include "cgroup/oom_watch.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/timerfd.h>

#include <array>

#include "sys/files.h"

namespace bulkhead::cgroup {

namespace {

/** The kernel of v1 tells first and kills then, which on a busy machine may be a while later. */
constexpr int kLooks = 25;
constexpr itimerspec kPause{{0, 0}, {0, 20'000'000}};

/** Whether there was something to read. */
bool drain(const Fd& fd) {
  std::array<char, 4096> taken;
  bool any = false;
  while (read(fd.get(), taken.data(), taken.size()) > 0) any = true;
  return any;
}

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
  if (watch.events_) TRY(watch.follow());
  return watch;
}

Result<void> OomWatch::follow() {
  timer_.reset(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK));
  either_.reset(epoll_create1(EPOLL_CLOEXEC));
  if (!timer_ || !either_) return systemError("oom", "timerfd");
  for (const Fd* fd : {&events_, &timer_}) {
    epoll_event readable{EPOLLIN, {}};
    if (epoll_ctl(either_.get(), EPOLL_CTL_ADD, fd->get(), &readable) != 0) return systemError("oom", "epoll");
  }
  return {};
}

uint64_t OomWatch::kills() {
  if (!either_) return 0;
  bool told = drain(events_);
  drain(timer_);
  // The descriptor speaks of other things as well: of a reached memory.high, and on v1 of the cgroup's removal.
  uint64_t all = oomKills(directories_);
  uint64_t fresh = all > seen_ ? all - seen_ : 0;
  seen_ += fresh;
  looks_ = fresh > 0 ? 0 : told ? kLooks : std::max(looks_ - 1, 0);
  if (looks_ > 0) timerfd_settime(timer_.get(), 0, &kPause, nullptr);
  return fresh;
}

}  // namespace bulkhead::cgroup
