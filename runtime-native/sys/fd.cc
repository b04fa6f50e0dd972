#include "sys/fd.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

#include "sys/syscalls.h"

namespace bulkhead {

Result<Pipe> makePipe(int flags) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), flags | O_CLOEXEC) != 0) return systemError("pipe", "stdio");
  return Pipe{Fd(ends[0]), Fd(ends[1])};
}

Result<std::pair<Fd, Fd>> makeSocketPair(int type) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends.data()) != 0) return systemError("socketpair", "unix");
  return std::pair<Fd, Fd>(Fd(ends[0]), Fd(ends[1]));
}

Result<Fd> duplicate(int fd) {
  Fd copy(fcntl(fd, F_DUPFD_CLOEXEC, 3));
  if (!copy) return systemError("dup", std::to_string(fd));
  return copy;
}

Result<void> setNonBlocking(int fd) {
  int flags = fcntl(fd, F_GETFL);
  if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0) return systemError("fcntl", std::to_string(fd));
  return {};
}

Result<void> writeAll(int fd, std::string_view data, const std::string& object) {
  while (!data.empty()) {
    ssize_t written = write(fd, data.data(), data.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return systemError("write", object);
    data.remove_prefix(static_cast<size_t>(written));
  }
  return {};
}

Result<std::string> readAll(int fd, size_t maxBytes, const std::string& object) {
  std::string text;
  std::array<char, 16384> buffer;
  for (;;) {
    ssize_t got = read(fd, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return systemError("read", object);
    if (got == 0) return text;
    text.append(buffer.data(), static_cast<size_t>(got));
    if (text.size() > maxBytes) return invalidError("read", object, object + " is larger than " + std::to_string(maxBytes) + " bytes");
  }
}

void closeAllExcept(std::vector<int> keep) {
  std::sort(keep.begin(), keep.end());
  unsigned from = 3;
  for (int fd : keep) {
    if (fd < static_cast<int>(from)) continue;
    auto kept = static_cast<unsigned>(fd);
    if (kept > from) sys::closeRange(from, kept - 1, 0);
    from = kept + 1;
  }
  sys::closeRange(from, ~0U, 0);
}

std::string fdPath(int fd) { return "/proc/self/fd/" + std::to_string(fd); }

}  // namespace bulkhead
