#include "sys/pid.h"

#include <poll.h>
#include <sched.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdlib>

#include "sys/files.h"
#include "sys/syscalls.h"

namespace bulkhead {

Result<Pid> Pid::fork(const std::string& object) {
  int pidfd = -1;
  clone_args args{};
  args.flags = CLONE_PIDFD;
  args.pidfd = reinterpret_cast<uint64_t>(&pidfd);
  args.exit_signal = SIGCHLD;
  long pid = sys::clone3(args);
  if (pid < 0) return systemError("fork", object);
  return pid == 0 ? Pid() : Pid(static_cast<pid_t>(pid), Fd(pidfd));
}

Result<Pid> Pid::open(pid_t pid) {
  Fd fd(sys::pidfdOpen(pid));
  if (!fd) return systemError("pidfd_open", std::to_string(pid));
  return Pid(pid, std::move(fd));
}

Result<void> Pid::signal(int number) const {
  if (sys::pidfdSendSignal(pidfd_.get(), number) != 0) return systemError("signal", std::to_string(pid_));
  return {};
}

bool Pid::endsWithin(int milliseconds) const {
  pollfd entry{pidfd_.get(), POLLIN, 0};
  return !pidfd_ || poll(&entry, 1, milliseconds) != 0;
}

Result<Pid::Status> Pid::wait() const {
  siginfo_t info{};
  int result;
  do result = waitid(P_PIDFD, static_cast<id_t>(pidfd_.get()), &info, WEXITED | __WALL);
  while (result != 0 && errno == EINTR);
  if (result != 0) return systemError("waitid", std::to_string(pid_));
  if (info.si_code == CLD_EXITED) return Status{info.si_status, 0};
  return Status{128 + info.si_status, info.si_status};
}

Result<uint64_t> startTimeOf(pid_t pid) {
  std::string text = TRY(readFileAt(AT_FDCWD, "/proc/" + std::to_string(pid) + "/stat"));
  // The command name in parentheses may hold anything, so count from the last one.
  size_t at = text.rfind(')');
  for (int field = 2; field < 22 && at != std::string::npos; ++field) at = text.find(' ', at + 1);
  if (at == std::string::npos) return systemError("stat", std::to_string(pid), EINVAL);
  return static_cast<uint64_t>(strtoull(text.c_str() + at + 1, nullptr, 10));
}

}  // namespace bulkhead
