#include "helper/container_store.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <memory>

#include "layer/remove_tree.h"
#include "sys/files.h"

namespace bulkhead {

namespace {

constexpr size_t maxIdBytes = 128;
/** The root of a container's user namespace, no one here, must get to its mount point. It can list nothing, and the files are 0600. */
constexpr unsigned directoryMode = 0711;

/** The kernel ends the init with its monitor, unless the init has gained privileges or asked it not to (prctl(2), PR_SET_PDEATHSIG). */
void endWithoutMonitor(const ContainerRecord& record) {
  Result<Pid> init = Pid::open(record.pid);
  if (init && isSameProcess(record.pid, record.pidStart)) (void)init->signal(SIGKILL);
}

}  // namespace

bool isContainerId(const std::string& id) {
  if (id.empty() || id.size() > maxIdBytes || !isalnum(static_cast<unsigned char>(id.front()))) return false;
  for (char letter : id)
    if (!isalnum(static_cast<unsigned char>(letter)) && letter != '_' && letter != '.' && letter != '-') return false;
  return true;
}

bool isSameProcess(pid_t pid, uint64_t start) {
  // A zombie keeps its number and start time until someone waits for it; for a monitor that is the host's init, in its own time.
  Result<Pid> process = Pid::open(pid);
  Result<uint64_t> now = startTimeOf(pid);
  return process && process->alive() && now && *now == start;
}

Result<ContainerStore> ContainerStore::open(const std::string& runRoot) {
  std::string root = runRoot + "/containers";
  TRY(makeDirectories(root, directoryMode));
  return ContainerStore(root);
}

std::vector<std::string> ContainerStore::ids() const {
  std::vector<std::string> found;
  std::unique_ptr<DIR, int (*)(DIR*)> directory(opendir(root_.c_str()), closedir);
  while (const dirent* entry = directory ? readdir(directory.get()) : nullptr)
    if (isContainerId(entry->d_name)) found.emplace_back(entry->d_name);
  std::sort(found.begin(), found.end());
  return found;
}

Result<void> ContainerStore::create(const std::string& id) const {
  if (mkdir(path(id).c_str(), directoryMode) != 0) {
    if (errno == EEXIST) return Error{"exists", "create", id, "there is a container " + id + " already", EEXIST};
    return systemError("create", path(id));
  }
  if (mkdir((path(id) + "/rootfs").c_str(), 0755) != 0) return systemError("create", path(id));
  return {};
}

Result<void> ContainerStore::remove(const std::string& id) const {
  Fd root = TRY(openAt(AT_FDCWD, root_, O_RDONLY | O_DIRECTORY));
  return removeTree(root.get(), id);
}

Result<ContainerStore::Entry> ContainerStore::read(const std::string& id) const {
  Result<Fd> directory = openAt(AT_FDCWD, path(id), O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  if (!directory) return Error{"not-found", "container", id, "there is no container " + id, ENOENT};
  Result<ContainerRecord> record = readRecord(directory->get());
  if (!record) return Error{"not-found", "container", id, "there is no container " + id + ": its creation was interrupted", ENOENT};
  Entry entry{record.take(), readExit(directory->get())};
  if (!entry.exit && !isSameProcess(entry.record.monitorPid, entry.record.monitorStart)) {
    // It may have written the exit between the two looks.
    entry.exit = readExit(directory->get());
    if (!entry.exit) {
      endWithoutMonitor(entry.record);
      entry.exit = ExitStatus{128 + SIGKILL, SIGKILL, cgroup::oomKills(entry.record.cgroups) > 0, nowMs()};
      if (Result<void> written = writeExit(directory->get(), *entry.exit); !written)
        fprintf(stderr, "bulkhead-helper: container %s: %s\n", id.c_str(), written.error().message.c_str());
    }
  }
  return entry;
}

std::vector<std::string> ContainerStore::unfinished() const {
  std::vector<std::string> found;
  for (const std::string& id : ids()) {
    Result<Fd> directory = openAt(AT_FDCWD, path(id), O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    if (directory && !readRecord(directory->get())) found.push_back(id);
  }
  return found;
}

}  // namespace bulkhead
