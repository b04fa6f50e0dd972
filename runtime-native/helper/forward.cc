#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "helper/reply.h"
#include "helper/server.h"
#include "sys/files.h"

namespace bulkhead {

namespace {

Result<Fd> connectMonitor(const std::string& directory) {
  Fd handle = TRY(openAt(AT_FDCWD, directory, O_PATH | O_DIRECTORY | O_NOFOLLOW));
  Fd connection(socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
  if (!connection) return systemError("monitor", "socket");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::string path = fdPath(handle.get()) + "/monitor.sock";
  path.copy(static_cast<char*>(address.sun_path), sizeof address.sun_path - 1);
  if (connect(connection.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return systemError("monitor", directory);
  return connection;
}

}  // namespace

/**
 * Safe for an untrusted caller: the container is one of the caller's own (the run directory is), and the monitor does to it only what
 * its config allowed when it was made; an exec's process goes through the same parser, capabilities check and seccomp profile.
 */
Result<void> Server::forward(int64_t id, JsonReader& request, std::vector<Fd>& fds, const std::string& packet) {
  std::string container = TRY(containerOf(request));
  std::string op = request.text("op");
  Result<Fd> monitor = connectMonitor(store_.path(container));
  std::vector<int> numbers;
  numbers.reserve(fds.size());
  for (const Fd& fd : fds) numbers.push_back(fd.get());
  if (!monitor || !sendPacket(monitor->get(), packet, numbers)) {
    answerWithoutMonitor(id, op, container);
    return {};
  }
  int number = monitor->get();
  pending_[number] = std::make_shared<Fd>(monitor.take());
  return loop_.add(number, EPOLLIN, [this, id, number, op, container](uint32_t) {
    Result<Packet> answer = receivePacket(number);
    loop_.remove(number);
    std::shared_ptr<void> keep = pending_[number];
    pending_.erase(number);
    if (!answer || answer->data.empty()) return answerWithoutMonitor(id, op, container);
    std::vector<int> received;
    for (const Fd& fd : answer->fds) received.push_back(fd.get());
    send(answer->data, received);
  });
}

/** The monitor is gone because the container has ended: a watch still gets the exit, anything else is told so. */
void Server::answerWithoutMonitor(int64_t id, const std::string& op, const std::string& container) {
  Result<ContainerStore::Entry> entry = store_.read(container);
  if (!entry) return send(errorText(id, entry.error()));
  if (op != "watch" || !entry->exit) return send(errorText(id, stateError(container, "container " + container + " is not running")));
  Result<std::pair<Fd, Fd>> pair = makeSocketPair(SOCK_STREAM);
  if (!pair) return send(errorText(id, pair.error()));
  (void)writeAll(pair->first.get(), exitLine(*entry->exit, ""), "watch");
  send(resultText(id, Json::object()), {pair->second.get()});
}

}  // namespace bulkhead
