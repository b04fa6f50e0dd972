#include "packet.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace bulkhead {

namespace {

constexpr std::size_t kControlBytes = CMSG_SPACE(sizeof(int) * kMaxPacketFds);

void takeFds(msghdr& message, std::vector<int>& fds) {
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int fd = -1;
      std::memcpy(&fd, CMSG_DATA(header) + i * sizeof(int), sizeof(int));
      fds.push_back(fd);
    }
  }
}

// The descriptor may have been made non-blocking by whoever it is shared with.
int waitReadable(int fd) {
  pollfd entry{.fd = fd, .events = POLLIN, .revents = 0};
  while (poll(&entry, 1, -1) < 0) {
    if (errno != EINTR) return -errno;
  }
  return 0;
}

}  // namespace

Packet::~Packet() {
  for (const int fd : fds) close(fd);
}

std::vector<int> Packet::releaseFds() { return std::exchange(fds, {}); }

int receivePacket(int fd, Packet& packet) {
  packet.data.resize(kMaxPacketBytes);
  alignas(cmsghdr) char control[kControlBytes];
  for (;;) {
    iovec part{.iov_base = packet.data.data(), .iov_len = packet.data.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    const ssize_t size = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0 && errno == EAGAIN) {
      if (const int waited = waitReadable(fd); waited < 0) return waited;
      continue;
    }
    if (size < 0) return -errno;
    takeFds(message, packet.fds);
    if ((message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0) return -EMSGSIZE;
    if (size == 0) return 0;
    packet.data.resize(static_cast<std::size_t>(size));
    return 1;
  }
}

int sendPacket(int fd, const void* data, std::size_t size, const std::vector<int>& fds) {
  if (size == 0 || size > kMaxPacketBytes || fds.size() > kMaxPacketFds) return -EMSGSIZE;
  iovec part{.iov_base = const_cast<void*>(data), .iov_len = size};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  alignas(cmsghdr) char control[kControlBytes] = {};
  if (!fds.empty()) {
    message.msg_control = control;
    message.msg_controllen = CMSG_SPACE(sizeof(int) * fds.size());
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int) * fds.size());
    std::memcpy(CMSG_DATA(header), fds.data(), sizeof(int) * fds.size());
  }
  while (sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT) < 0) {
    if (errno != EINTR) return -errno;
  }
  return 0;
}

}  // namespace bulkhead
