#pragma once

#include <sys/epoll.h>

#include <functional>
#include <memory>
#include <unordered_map>

#include "sys/fd.h"

namespace bulkhead {

/** A single-threaded event loop over epoll. It does not own the descriptors. */
class Loop {
 public:
  using Handler = std::function<void(uint32_t events)>;

  static Result<Loop> make();
  Result<void> add(int fd, uint32_t events, Handler handler);
  void modify(int fd, uint32_t events);
  void remove(int fd);
  /** Runs after the current batch of events, in order: for what must not happen under a caller's feet. */
  void later(std::function<void()> task);
  void run();
  void stop() { running_ = false; }

 private:
  explicit Loop(Fd epoll) : epoll_(std::move(epoll)) {}

  Fd epoll_;
  bool running_ = true;
  // Shared, so that a handler may remove itself while it runs.
  std::unordered_map<int, std::shared_ptr<Handler>> handlers_;
  std::vector<std::function<void()>> tasks_;
};

}  // namespace bulkhead
