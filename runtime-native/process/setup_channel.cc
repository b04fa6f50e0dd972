#include "process/setup_channel.h"

#include "sys/packet.h"

namespace bulkhead {

Result<void> sendSetup(int channel, SetupMessage message, std::string_view text, int fd) {
  std::string packet(1, static_cast<char>(message));
  packet += text;
  return sendPacket(channel, packet, fd < 0 ? std::vector<int>{} : std::vector<int>{fd});
}

Result<void> awaitSetup(int channel, SetupMessage expected) {
  Packet packet = TRY(receivePacket(channel));
  if (packet.data.empty() || packet.data.front() != static_cast<char>(expected))
    return stateError("setup", "the monitor gave up before the process started");
  return {};
}

}  // namespace bulkhead
