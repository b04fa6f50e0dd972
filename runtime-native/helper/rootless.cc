#include "helper/rootless.h"

#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helper/container_store.h"
#include "sys/files.h"

namespace bulkhead {

namespace {

Result<void> becomeRoot() {
  if (setresgid(0, 0, 0) != 0 || setresuid(0, 0, 0) != 0) return systemError("user namespace", "id 0");
  return {};
}

/** setuid programs of the uidmap package: they check the ranges in /etc/subuid and /etc/subgid themselves. */
bool runMapTool(const char* tool, pid_t pid, const std::vector<oci::IdMapping>& mappings) {
  std::vector<std::string> words = {tool, std::to_string(pid)};
  for (const auto& [containerId, hostId, size] : mappings)
    for (uint32_t number : {containerId, hostId, size}) words.push_back(std::to_string(number));
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  if (posix_spawnp(&child, tool, nullptr, nullptr, arguments.data(), environ) != 0) return false;
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/** The maps have to be written from outside of the namespace: a child stays there and waits for this process to have entered it. */
Result<bool> unshareWithRanges(const Caller& caller) {
  Pipe entered = TRY(makePipe(O_CLOEXEC));
  pid_t self = getpid();
  pid_t mapper = fork();
  if (mapper < 0) return systemError("fork", "newuidmap");
  if (mapper == 0) {
    entered.write.reset();
    char byte = 0;
    bool mapped = read(entered.read.get(), &byte, 1) == 1 && runMapTool("newuidmap", self, caller.uidMappings) &&
                  runMapTool("newgidmap", self, caller.gidMappings);
    _exit(mapped ? 0 : 1);
  }
  int unshared = unshare(CLONE_NEWUSER);
  int problem = errno;
  if (unshared == 0) TRY(writeAll(entered.write.get(), "u", "newuidmap"));
  entered.write.reset();
  int status = 0;
  while (waitpid(mapper, &status, 0) < 0 && errno == EINTR) continue;
  if (unshared != 0)
    return systemError("user namespace", "user", problem, "this kernel or its settings forbid user namespaces to users: see \"bulkhead host\"");
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/** Only the user itself, as root; what needs no helper program. setgroups must be given up first (CVE-2014-8989). */
Result<void> mapSelf(Caller& caller) {
  caller.uidMappings.resize(1);
  caller.gidMappings.resize(1);
  TRY(writeFileAt(AT_FDCWD, "/proc/self/setgroups", "deny"));
  TRY(writeFileAt(AT_FDCWD, "/proc/self/uid_map", "0 " + std::to_string(caller.uidMappings[0].hostId) + " 1"));
  return writeFileAt(AT_FDCWD, "/proc/self/gid_map", "0 " + std::to_string(caller.gidMappings[0].hostId) + " 1");
}

Result<bool> joinLiveMonitor(const std::string& runRoot) {
  ContainerStore store = TRY(ContainerStore::open(runRoot));
  for (const std::string& id : store.ids()) {
    Result<Fd> directory = openAt(AT_FDCWD, store.path(id), O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    if (!directory) continue;
    Result<ContainerRecord> record = readRecord(directory->get());
    if (!record || !isSameProcess(record->monitorPid, record->monitorStart)) continue;
    Result<Pid> monitor = Pid::open(record->monitorPid);
    // Of another user namespace's owner, or gone: the kernel says no, and the next one is tried.
    if (monitor && setns(monitor->fd(), CLONE_NEWUSER | CLONE_NEWNS) == 0) return true;
  }
  return false;
}

/** The namespace's maps as they are, when it is not the one this process made. */
std::vector<oci::IdMapping> readMap(const char* path) {
  std::vector<oci::IdMapping> mappings;
  Result<std::string> text = readFileAt(AT_FDCWD, path);
  if (!text) return mappings;
  oci::IdMapping mapping;
  int used = 0;
  for (const char* at = text->c_str(); sscanf(at, "%u %u %u%n", &mapping.containerId, &mapping.hostId, &mapping.size, &used) == 3; at += used)
    mappings.push_back(mapping);
  return mappings;
}

}  // namespace

Result<void> enterUserNamespace(Caller& caller, const std::string& runRoot) {
  if (TRY(joinLiveMonitor(runRoot))) {
    TRY(becomeRoot());
    caller.uidMappings = readMap("/proc/self/uid_map");
    caller.gidMappings = readMap("/proc/self/gid_map");
    return {};
  }
  bool mapped = false;
  if (caller.uidMappings.size() > 1 && caller.gidMappings.size() > 1) {
    mapped = TRY(unshareWithRanges(caller));
  } else if (unshare(CLONE_NEWUSER) != 0) {
    return systemError("user namespace", "user", errno, "this kernel or its settings forbid user namespaces to users: see \"bulkhead host\"");
  }
  if (!mapped) TRY(mapSelf(caller));
  TRY(becomeRoot());
  if (unshare(CLONE_NEWNS) != 0) return systemError("user namespace", "mount namespace");
  if (mount(nullptr, "/", nullptr, MS_SLAVE | MS_REC, nullptr) != 0) return systemError("mount", "/");
  return {};
}

}  // namespace bulkhead
