#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <memory>

#include "helper/server.h"
#include "sys/files.h"

namespace bulkhead {

namespace {

struct NamespaceKind {
  const char* kind;
  const char* file;
};

constexpr std::array kinds = {NamespaceKind{"pid", "pid"},   NamespaceKind{"net", "net"},  NamespaceKind{"ipc", "ipc"},
                              NamespaceKind{"mnt", "mnt"},   NamespaceKind{"uts", "uts"},  NamespaceKind{"cgroup", "cgroup"},
                              NamespaceKind{"user", "user"}, NamespaceKind{"time", "time"}};

constexpr size_t maxMountinfoBytes = 40000;
constexpr size_t maxTextBytes = 8192;

std::string textOf(const std::string& path, size_t maxBytes) {
  Result<Fd> file = openAt(AT_FDCWD, path, O_RDONLY);
  if (!file) return "";
  std::string text(maxBytes, '\0');
  size_t length = 0;
  while (length < maxBytes) {
    ssize_t count = read(file->get(), text.data() + length, maxBytes - length);
    if (count <= 0) break;
    length += static_cast<size_t>(count);
  }
  text.resize(length);
  return text;
}

std::vector<pid_t> numbersIn(const char* path) {
  std::vector<pid_t> numbers;
  std::unique_ptr<DIR, int (*)(DIR*)> directory(opendir(path), closedir);
  while (const dirent* entry = directory ? readdir(directory.get()) : nullptr)
    if (isdigit(static_cast<unsigned char>(entry->d_name[0]))) numbers.push_back(atoi(entry->d_name));
  return numbers;
}

/** Without a cgroup the processes are those in the init's pid namespace. */
std::vector<pid_t> processesIn(uint64_t pidNamespace) {
  std::vector<pid_t> found;
  for (pid_t pid : numbersIn("/proc")) {
    struct stat space {};
    if (stat(("/proc/" + std::to_string(pid) + "/ns/pid").c_str(), &space) == 0 && space.st_ino == pidNamespace) found.push_back(pid);
  }
  return found;
}

}  // namespace

HostNamespaces readNamespaces(pid_t pid) {
  HostNamespaces inodes;
  for (const auto& [kind, file] : kinds) {
    struct stat space {};
    if (stat(("/proc/" + std::to_string(pid) + "/ns/" + file).c_str(), &space) == 0) inodes[kind] = space.st_ino;
  }
  return inodes;
}

/** What /proc says of a container of the caller's own; the init is checked to be still the one that was recorded. */
Result<Json> Server::view(JsonReader& request) const {
  std::string container = TRY(containerOf(request));
  ContainerStore::Entry entry = TRY(store_.read(container));
  const ContainerRecord& record = entry.record;
  if (entry.exit || !isSameProcess(record.pid, record.pidStart)) return stateError(container, "container " + container + " is not running");
  HostNamespaces inodes = readNamespaces(record.pid);
  Json namespaces = Json::array();
  for (const auto& [kind, file] : kinds) {
    auto own = inodes.find(kind);
    if (own == inodes.end()) continue;
    auto host = settings_.hostNamespaces.find(kind);
    namespaces.push_back({{"kind", kind}, {"inode", own->second}, {"host", host != settings_.hostNamespaces.end() && host->second == own->second}});
  }
  std::vector<pid_t> pids = record.cgroups.empty() ? processesIn(inodes["pid"]) : cgroup::processes(record.cgroups);
  std::string proc = "/proc/" + std::to_string(record.pid);
  return Json{{"namespaces", namespaces},
              {"pids", pids},
              {"uidMap", textOf(proc + "/uid_map", maxTextBytes)},
              {"gidMap", textOf(proc + "/gid_map", maxTextBytes)},
              {"mountinfo", textOf(proc + "/mountinfo", maxMountinfoBytes)},
              {"status", textOf(proc + "/status", maxTextBytes)}};
}

}  // namespace bulkhead
