#include "cgroup/cgroup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <iterator>
#include <set>
#include <sstream>

#include "sys/files.h"
#include "sys/pid.h"

namespace bulkhead::cgroup {

namespace {

constexpr std::string_view ours = "/bulkhead/";
constexpr const char* leafName = "/bulkhead-helper";
/** What a container is shown and limited by. The other controllers would cost a directory each and tell nothing. */
constexpr std::array wanted = {"cpu", "cpuacct", "cpuset", "memory", "pids", "blkio", "io", "devices", "freezer", "hugetlb", "net_cls"};

void pause(long milliseconds) {
  timespec time{milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&time, nullptr);
}

bool exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

std::string parentOf(const std::string& path) { return path.substr(0, path.rfind('/')); }

Result<std::string> readLine(const std::string& path) {
  std::string text = TRY(readFileAt(AT_FDCWD, path));
  return text.substr(0, text.find('\n'));
}

/** A new v1 cpuset is empty and takes no process until it has CPUs and memory nodes. */
Result<void> inheritCpuset(const std::string& directory) {
  for (const char* file : {"/cpuset.cpus", "/cpuset.mems"}) {
    std::string own = TRY(readLine(directory + file));
    if (!own.empty()) continue;
    std::string inherited = TRY(readLine(parentOf(directory) + file));
    TRY(writeFileAt(AT_FDCWD, directory + file, inherited));
  }
  return {};
}

/** cgroup.subtree_control of a v2 cgroup: its children get the controllers. */
Result<void> delegateControllers(const std::string& directory) {
  std::string available = TRY(readLine(directory + "/cgroup.controllers"));
  std::istringstream stream(available);
  for (std::string name; stream >> name;) {
    if (std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
    // One at a time: a controller that cannot be passed on (rt processes, a domain that is threaded) must not cost the others.
    Result<void> written = writeFileAt(AT_FDCWD, directory + "/cgroup.subtree_control", "+" + name);
    if (!written && written.error().errnum == EBUSY) return std::move(written.error());
  }
  return {};
}

/** Of no user namespace but the first, which maps every id. */
bool isHostRoot() {
  Result<std::string> map = readFileAt(AT_FDCWD, "/proc/self/uid_map");
  return geteuid() == 0 && map && map->find(" 4294967295") != std::string::npos;
}

std::string parentProcess(const std::string& process) {
  Result<std::string> status = readFileAt(AT_FDCWD, "/proc/" + process + "/status");
  size_t at = status ? status->find("\nPPid:\t") : std::string::npos;
  return at == std::string::npos ? "0" : status->substr(at + 7, status->find('\n', at + 7) - at - 7);
}

/** This process, the engine that started it, and who started that. */
std::set<std::string> ownLine() {
  std::set<std::string> line;
  for (std::string process = std::to_string(getpid()); process != "0" && line.insert(process).second;) process = parentProcess(process);
  return line;
}

/**
 * v2 has no processes in inner cgroups, but for the root: those that led to this one move into a leaf. False if there is anyone else: the
 * cgroup was not made for an engine then, and nobody is moved.
 */
Result<bool> makeInner(const Hierarchy& hierarchy) {
  if (hierarchy.path == "/") return true;
  std::string directory = hierarchy.directory();
  std::istringstream stream(TRY(readFileAt(AT_FDCWD, directory + "/cgroup.procs")));
  std::vector<std::string> processes{std::istream_iterator<std::string>(stream), {}};
  std::set<std::string> line = ownLine();
  if (!std::all_of(processes.begin(), processes.end(), [&](const std::string& process) { return line.contains(process); })) return false;
  std::string leaf = directory + leafName;
  if (mkdir(leaf.c_str(), 0755) != 0 && errno != EEXIST) return systemError("cgroup", leaf);
  for (const std::string& process : processes) TRY(writeFileAt(AT_FDCWD, leaf + "/cgroup.procs", process));
  return true;
}

/** A helper started by an engine that was moved is in the leaf from the beginning; its containers belong beside it. */
void leaveLeaf(Hierarchies& all) {
  for (auto& [name, hierarchy] : all)
    if (hierarchy.version == 2 && hierarchy.path.ends_with(leafName))
      hierarchy.path.resize(hierarchy.path.size() - std::char_traits<char>::length(leafName));
}

Result<void> removeDirectory(const std::string& directory) {
  for (int attempt = 0;; ++attempt) {
    if (rmdir(directory.c_str()) == 0 || errno == ENOENT) return {};
    // Dead processes leave the cgroup a moment after they were reaped.
    if (errno != EBUSY || attempt == 200) return systemError("cgroup.remove", directory);
    pause(attempt < 20 ? 1 : 10);
  }
}

/** Of a v2 cgroup, with those below it. */
bool isPopulated(const std::string& directory) {
  Result<std::string> events = readFileAt(AT_FDCWD, directory + "/cgroup.events");
  return events && events->find("populated 1") != std::string::npos;
}

}  // namespace

bool isVersion2(const std::string& directory) { return exists(directory + "/cgroup.controllers"); }

Result<Manager> Manager::probe() {
  Hierarchies all = TRY(readHierarchies());
  leaveLeaf(all);
  Manager manager;
  for (const char* name : wanted) {
    auto found = all.find(name);
    if (found == all.end()) continue;
    if (access(found->second.directory().c_str(), W_OK) == 0) manager.usable_[name] = found->second;
  }
  auto unified = all.find("");
  bool hasV2 = std::any_of(manager.usable_.begin(), manager.usable_.end(), [](const auto& entry) { return entry.second.version == 2; });
  if (unified == all.end() || !hasV2) return manager;
  std::string directory = unified->second.directory();
  // Before any controller is passed on: cpu and pids can be with processes in it, and would make it a threaded cgroup that takes no memory.
  if (TRY(makeInner(unified->second))) (void)delegateControllers(directory);
  std::string passed = TRY(readLine(directory + "/cgroup.subtree_control"));
  std::erase_if(manager.usable_, [&](const auto& entry) {
    return entry.second.version == 2 && (" " + passed + " ").find(" " + entry.first + " ") == std::string::npos;
  });
  manager.usable_[""] = unified->second;
  return manager;
}

std::vector<std::string> Manager::controllers() const {
  std::vector<std::string> names;
  for (const auto& [name, hierarchy] : usable_)
    if (!name.empty()) names.push_back(name);
  // v2 has these without a controller: the freezer is a file, devices are a BPF program, which takes root of the host to load.
  if (usable_.contains("") && usable_.contains("pids") && usable_.at("pids").version == 2) {
    names.emplace_back("freezer");
    if (isHostRoot()) names.emplace_back("devices");
  }
  return names;
}

Manager Manager::only(const oci::Resources& resources) const {
  const auto& [devices, memory, cpu, pidsLimit, io, hugepageLimits, networkClassId, unified] = resources;
  std::set<std::string> names = {"pids"};
  if (memory.limit || memory.reservation || memory.swap || memory.kernelTCP || memory.swappiness || memory.disableOOMKiller) names.insert("memory");
  if (cpu.shares || cpu.period || cpu.burst || cpu.realtimePeriod || cpu.quota || cpu.realtimeRuntime || cpu.idle) names.insert("cpu");
  if (!cpu.cpus.empty() || !cpu.mems.empty()) names.insert("cpuset");
  bool throttles = !io.readBps.empty() || !io.writeBps.empty() || !io.readIops.empty() || !io.writeIops.empty();
  if (io.weight || throttles) names.insert({"io", "blkio"});
  if (!hugepageLimits.empty()) names.insert("hugetlb");
  if (networkClassId) names.insert("net_cls");
  if (!devices.empty()) names.insert({"devices", ""});
  if (!unified.empty()) names.insert("");
  Manager some;
  for (const auto& [name, hierarchy] : usable_)
    if (names.contains(name)) some.usable_[name] = hierarchy;
  bool anyV2 = std::any_of(some.usable_.begin(), some.usable_.end(), [](const auto& entry) { return entry.second.version == 2; });
  if (anyV2 && usable_.contains("")) some.usable_[""] = usable_.at("");
  return some;
}

Result<void> Manager::makeIn(const std::string& name, const Hierarchy& hierarchy, const std::string& path, Directories& made) const {
  std::string directory = hierarchy.directory();
  std::istringstream parts(path);
  for (std::string part; std::getline(parts, part, '/');) {
    if (hierarchy.version == 2 && directory != hierarchy.directory()) TRY(delegateControllers(directory));
    directory += "/" + part;
    if (mkdir(directory.c_str(), 0755) != 0 && errno != EEXIST) return systemError("cgroup." + name, directory);
    if (name == "cpuset" && hierarchy.version == 1) TRY(inheritCpuset(directory));
  }
  made[hierarchy.version == 2 ? "" : name] = directory;
  return {};
}

Result<Directories> Manager::create(const std::string& path, const oci::Resources& resources) const {
  Directories made;
  auto attempt = [&]() -> Result<void> {
    for (const auto& [name, hierarchy] : usable_) {
      if (hierarchy.version == 2 && made.contains("")) continue;
      TRY(makeIn(name, hierarchy, path, made));
    }
    return applyLimits(made, usable_, resources);
  };
  Result<void> done = attempt();
  if (done) return made;
  Result<void> removed = remove(made);
  (void)removed;  // The first error is the one to tell.
  return std::move(done.error());
}

Directories Manager::find(const std::string& path) const {
  Directories found;
  for (const auto& [name, hierarchy] : usable_) {
    std::string directory = hierarchy.directory() + "/" + path;
    if (exists(directory)) found[hierarchy.version == 2 ? "" : name] = directory;
  }
  return found;
}

Result<void> Manager::apply(const Directories& directories, const oci::Resources& resources) const {
  return applyLimits(directories, usable_, resources);
}

Result<Fd> openUnified(const Directories& directories) {
  auto found = directories.find("");
  if (found == directories.end()) return Fd();
  return openAt(AT_FDCWD, found->second, O_RDONLY | O_DIRECTORY);
}

Result<void> enterVersion1(const Directories& directories) {
  // "0" to `tasks`: a thread that moves itself needs not the lock that all forks and exits share, and which takes 10 ms to get because it
  // waits for an RCU grace period (kernel/cgroup/cgroup.c, cgroup_procs_write_start).
  for (const auto& [name, directory] : directories)
    if (!name.empty()) TRY(writeFileAt(AT_FDCWD, directory + "/tasks", "0"));
  return {};
}

std::vector<pid_t> processes(const Directories& directories) {
  std::vector<pid_t> pids;
  if (directories.empty()) return pids;
  auto preferred = directories.find("pids");
  Result<std::string> text =
      readFileAt(AT_FDCWD, (preferred == directories.end() ? directories.begin() : preferred)->second + "/cgroup.procs", 4 << 20);
  if (!text) return pids;
  std::istringstream stream(*text);
  for (pid_t pid = 0; stream >> pid;) pids.push_back(pid);
  return pids;
}

uint64_t oomKills(const Directories& directories) {
  for (const char* place : {"memory", ""}) {
    auto found = directories.find(place);
    if (found == directories.end()) continue;
    Result<std::string> text = readFileAt(AT_FDCWD, found->second + (*place == '\0' ? "/memory.events" : "/memory.oom_control"));
    if (!text) continue;
    std::istringstream stream(*text);
    std::string key;
    uint64_t value = 0;
    while (stream >> key >> value)
      if (key == "oom_kill") return value;
  }
  return 0;
}

Result<void> remove(const Directories& directories) {
  if (auto unified = directories.find(""); unified != directories.end() && isPopulated(unified->second)) {
    Result<void> killed = writeFileAt(AT_FDCWD, unified->second + "/cgroup.kill", "1");
    (void)killed;  // Those that are left are killed one by one below.
  }
  for (int attempt = 0; attempt < 100; ++attempt) {
    std::vector<pid_t> left = processes(directories);
    if (left.empty()) break;
    for (pid_t pid : left) {
      Result<Pid> process = Pid::open(pid);
      if (process) (void)process->signal(SIGKILL);
    }
    // A frozen process dies when it is thawed.
    Result<void> thawed = freeze(directories, false);
    (void)thawed;
    pause(attempt < 10 ? 1 : 10);
  }
  std::optional<Error> first;
  for (const auto& [name, directory] : directories) {
    Result<void> removed = removeDirectory(directory);
    if (!removed && !first) first = std::move(removed.error());
  }
  if (first) return std::move(*first);
  return {};
}

void removeEmpty(const Directories& directories) {
  for (const auto& [name, directory] : directories)
    for (std::string path = directory; (path + "/").find(ours) != std::string::npos; path = parentOf(path))
      if (rmdir(path.c_str()) != 0) break;
}

}  // namespace bulkhead::cgroup
