#include "sys/peer.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "sys/files.h"
#include "sys/pid.h"

namespace bulkhead {

namespace {

Result<std::vector<gid_t>> groupsOf(int socket) {
  std::vector<gid_t> groups(64);
  for (;;) {
    auto size = static_cast<socklen_t>(groups.size() * sizeof(gid_t));
    int answer = getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &size);
    if (answer != 0 && errno != ERANGE) return systemError("peergroups", "socket");
    groups.resize(size / sizeof(gid_t));
    if (answer == 0) return groups;
  }
}

rlim_t limitIn(const std::string& text) { return text == "unlimited" ? RLIM_INFINITY : static_cast<rlim_t>(strtoull(text.c_str(), nullptr, 10)); }

/** proc(5): a line of titles, then one a limit in the order of their numbers, the values behind 26 columns of words. */
Result<ResourceLimits> parseLimits(const std::string& text) {
  constexpr size_t wordColumns = 26;
  ResourceLimits limits{};
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  for (rlimit& limit : limits) {
    if (!std::getline(lines, line) || line.size() <= wordColumns) return invalidError("rlimits", "caller", "/proc tells of too few resource limits");
    std::istringstream values(line.substr(wordColumns));
    std::string soft, hard;
    values >> soft >> hard;
    limit = {limitIn(soft), limitIn(hard)};
  }
  return limits;
}

}  // namespace

Result<Peer> peerOf(int socket) {
  ucred credentials{};
  socklen_t size = sizeof credentials;
  if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) return systemError("peercred", "socket");
  return Peer{credentials.pid, credentials.uid, credentials.gid, TRY(groupsOf(socket))};
}

/**
 * From /proc, as prlimit(2) takes a capability that even root may lack. The number may be another process's by now: it is held, and looked
 * at again once the limits are read.
 */
Result<ResourceLimits> limitsOf(const Peer& peer) {
  Pid process = TRY(Pid::open(peer.pid));
  std::string proc = "/proc/" + std::to_string(peer.pid);
  ResourceLimits limits = TRY(parseLimits(TRY(readFileAt(AT_FDCWD, proc + "/limits"))));
  struct stat owner {};
  bool isPeers = stat(proc.c_str(), &owner) == 0 && owner.st_uid == peer.uid && process.alive();
  if (!isPeers) return systemError("rlimits", "caller", ESRCH);
  return limits;
}

Result<void> lowerLimitsTo(const ResourceLimits& limits) {
  for (size_t which = 0; which < limits.size(); ++which) {
    auto resource = static_cast<__rlimit_resource>(which);
    rlimit own{};
    if (getrlimit(resource, &own) != 0) return systemError("rlimits", std::to_string(which));
    rlimit lower{std::min(own.rlim_cur, limits[which].rlim_cur), std::min(own.rlim_max, limits[which].rlim_max)};
    if (setrlimit(resource, &lower) != 0) return systemError("rlimits", std::to_string(which));
  }
  return {};
}

}  // namespace bulkhead
