#pragma once

#include <unistd.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sys/error.h"

namespace bulkhead {

/** An owned file descriptor. */
class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(other.release()) {}
  Fd& operator=(Fd&& other) noexcept {
    if (this != &other) reset(other.release());
    return *this;
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd() { reset(); }

  [[nodiscard]] int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  int release() { return std::exchange(fd_, -1); }
  void reset(int fd = -1) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = fd;
  }

 private:
  int fd_ = -1;
};

struct Pipe {
  Fd read;
  Fd write;
};

Result<Pipe> makePipe(int flags);
/** `type` is SOCK_STREAM or SOCK_SEQPACKET; both ends are CLOEXEC. */
Result<std::pair<Fd, Fd>> makeSocketPair(int type);
Result<Fd> duplicate(int fd);
Result<void> setNonBlocking(int fd);
Result<void> writeAll(int fd, std::string_view data, const std::string& object);
/** Reads to the end; more than `maxBytes` is an error. */
Result<std::string> readAll(int fd, size_t maxBytes, const std::string& object);
/** Closes every descriptor from 3 on that is not listed. */
void closeAllExcept(std::vector<int> keep);
/** "/proc/self/fd/N": a name for mount(2), which takes no descriptors; the link cannot be redirected by others. */
std::string fdPath(int fd);

}  // namespace bulkhead
