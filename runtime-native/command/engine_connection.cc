#include "command/engine_connection.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>

namespace bulkhead {

namespace {

constexpr size_t maxHeaderBytes = 4096;
constexpr std::string_view endOfHeader = "\r\n\r\n";

/** As enginePaths.ts has it. */
std::string runDirectory() {
  if (const char* set = getenv("BULKHEAD_RUN")) return set;
  if (geteuid() == 0) return "/run/bulkhead";
  const char* runtime = getenv("XDG_RUNTIME_DIR");
  if (runtime != nullptr && *runtime != '\0') return std::string(runtime) + "/bulkhead";
  return "/tmp/bulkhead-" + std::to_string(geteuid());
}

/** Anyone can make `/tmp/bulkhead-<uid>` before us and listen there in our engine's place. */
Result<void> checkPrivate(const std::string& directory) {
  struct stat found {};
  if (lstat(directory.c_str(), &found) != 0) return systemError("stat", directory);
  if (!S_ISDIR(found.st_mode) || found.st_uid != geteuid() || (found.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    return deniedError("connect", directory, directory + " is not a directory that only its owner, this user, can write");
  return {};
}

Result<Fd> connectTo(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return invalidError("connect", path, path + " is too long for a socket");
  memcpy(address.sun_path, path.data(), path.size());
  Fd connection(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!connection) return systemError("socket", path);
  if (connect(connection.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return systemError("connect", path);
  return connection;
}

Result<void> sendAll(int connection, std::string_view data) {
  while (!data.empty()) {
    ssize_t sent = send(connection, data.data(), data.size(), MSG_NOSIGNAL);
    if (sent < 0) return systemError("send", "engine");
    data.remove_prefix(static_cast<size_t>(sent));
  }
  return {};
}

/** All that comes until the header is whole, with what has come behind it. */
Result<std::string> readHeader(int connection) {
  std::string answer;
  std::array<char, maxHeaderBytes> buffer;
  while (answer.find(endOfHeader) == std::string::npos) {
    ssize_t got = recv(connection, buffer.data(), buffer.size(), 0);
    if (got <= 0) return systemError("read", "engine", got == 0 ? ECONNRESET : errno);
    answer.append(buffer.data(), static_cast<size_t>(got));
    if (answer.size() > 2 * maxHeaderBytes) return invalidError("read", "engine", "the engine's answer has too long a header");
  }
  return answer;
}

}  // namespace

Result<EngineConnection> askEngine(const std::string& request) {
  std::string directory = runDirectory();
  TRY(checkPrivate(directory));
  Fd connection = TRY(connectTo(directory + "/engine.sock"));
  std::string head =
      "POST /bulkhead/command HTTP/1.1\r\nHost: bulkhead\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
      "Content-Type: application/json\r\nContent-Length: " +
      std::to_string(request.size()) + "\r\n\r\n";
  TRY(sendAll(connection.get(), head + request));
  std::string answer = TRY(readHeader(connection.get()));
  if (!answer.starts_with("HTTP/1.1 101 ")) return stateError("engine", "the engine leaves this command to its caller");
  return EngineConnection{std::move(connection), answer.substr(answer.find(endOfHeader) + endOfHeader.size())};
}

}  // namespace bulkhead
