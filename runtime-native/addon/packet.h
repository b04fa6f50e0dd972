// One packet of a SOCK_SEQPACKET socket with its descriptors. No JavaScript here: runs on the reader thread.
#pragma once

#include <cstddef>
#include <vector>

namespace bulkhead {

inline constexpr std::size_t kMaxPacketBytes = 64 * 1024;
inline constexpr std::size_t kMaxPacketFds = 16;

// Owns its descriptors until `releaseFds`, so a packet nobody can take any more (the environment is closing) leaks none.
class Packet {
 public:
  Packet() = default;
  Packet(const Packet&) = delete;
  Packet& operator=(const Packet&) = delete;
  ~Packet();

  std::vector<int> releaseFds();

  std::vector<char> data;
  std::vector<int> fds;
};

// 1: a packet, 0: the peer hung up, negative: -errno. A packet or descriptors cut off by the kernel are -EMSGSIZE: half a message is never handed on.
int receivePacket(int fd, Packet& packet);

// 0 or -errno (-EAGAIN when the peer does not read). Never blocks and never raises SIGPIPE.
int sendPacket(int fd, const void* data, std::size_t size, const std::vector<int>& fds);

}  // namespace bulkhead
