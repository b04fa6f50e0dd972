#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sys/fd.h"

namespace bulkhead {

constexpr size_t maxPacketBytes = 65536;

struct Packet {
  std::string data;
  std::vector<Fd> fds;
};

/** One packet of a SOCK_SEQPACKET socket; empty data is the end. Truncated packets are refused. */
Result<Packet> receivePacket(int socket);
/** EAGAIN is returned as an error for the caller to queue. */
Result<void> sendPacket(int socket, std::string_view data, const std::vector<int>& fds);

}  // namespace bulkhead
