#include "sys/loop.h"

#include <array>

namespace bulkhead {

Result<Loop> Loop::make() {
  Fd epoll(epoll_create1(EPOLL_CLOEXEC));
  if (!epoll) return systemError("epoll", "loop");
  return Loop(std::move(epoll));
}

Result<void> Loop::add(int fd, uint32_t events, Handler handler) {
  epoll_event event{};
  event.events = events;
  event.data.fd = fd;
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) != 0) return systemError("epoll", std::to_string(fd));
  handlers_[fd] = std::make_shared<Handler>(std::move(handler));
  return {};
}

void Loop::modify(int fd, uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = fd;
  epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, fd, &event);
}

void Loop::remove(int fd) {
  if (handlers_.erase(fd) != 0) epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr);
}

void Loop::later(std::function<void()> task) { tasks_.push_back(std::move(task)); }

void Loop::run() {
  std::array<epoll_event, 64> events{};
  while (running_) {
    while (!tasks_.empty()) {
      std::vector<std::function<void()>> due;
      due.swap(tasks_);
      for (auto& task : due) task();
    }
    if (!running_) return;
    int count = epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events[static_cast<size_t>(i)];
      auto found = handlers_.find(event.data.fd);
      if (found == handlers_.end()) continue;
      std::shared_ptr<Handler> handler = found->second;
      (*handler)(event.events);
    }
  }
}

}  // namespace bulkhead
