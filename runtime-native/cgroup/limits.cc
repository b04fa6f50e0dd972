#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "cgroup/cgroup.h"
#include "cgroup/device_program.h"
#include "sys/files.h"

namespace bulkhead::cgroup {

namespace {

/** One file to write. v1 and v2 may use different controllers, files and values for the same limit. */
struct Limit {
  /** The specification's key, for messages. */
  const char* key;
  const char* v1Controller;
  std::string v1File, v1Value;
  const char* v2Controller;
  std::string v2File, v2Value;
};

class Writer {
 public:
  Writer(const Directories& directories, const Hierarchies& hierarchies) : directories_(directories), hierarchies_(hierarchies) {}

  Result<void> write(const Limit& limit) const {
    if (*limit.v1Controller != '\0' && !limit.v1File.empty()) {
      auto v1 = directories_.find(limit.v1Controller);
      if (v1 != directories_.end()) return put(limit.key, limit.v1Controller, v1->second, limit.v1File, limit.v1Value);
    }
    auto v2 = directories_.find("");
    auto controller = hierarchies_.find(limit.v2Controller);
    if (v2 != directories_.end() && controller != hierarchies_.end() && controller->second.version == 2 && !limit.v2File.empty())
      return put(limit.key, limit.v2Controller, v2->second, limit.v2File, limit.v2Value);
    return refuse(limit);
  }

 private:
  static Result<void> put(const char* key, const char* controller, const std::string& directory, const std::string& file, const std::string& value) {
    Result<void> written = writeFileAt(AT_FDCWD, directory + "/" + file, value);
    if (written) return {};
    int errnum = written.error().errnum;
    std::string step = std::string("cgroup.") + controller;
    if (errnum == ENOENT || errnum == EACCES)
      return unsupportedError(step, key, std::string(key) + " cannot be enforced: this kernel has no " + file + " in " + directory, errnum);
    return Error{"invalid", step, key, std::string(key) + ": the kernel refuses \"" + value + "\" for " + file + " (" + errnoName(errnum) + ")",
                 errnum};
  }

  [[nodiscard]] Result<void> refuse(const Limit& limit) const {
    bool anyVersion = limit.v1File.empty() != limit.v2File.empty();
    std::string why = std::string(limit.key) + " cannot be enforced: ";
    const char* controller = limit.v1File.empty() ? limit.v2Controller : limit.v1Controller;
    if (anyVersion && !directories_.empty())
      why += std::string("it exists on cgroup ") + (limit.v1File.empty() ? "v2" : "v1") + " only, and the " + controller + " controller is not there";
    else
      why += std::string("the helper has no ") + controller +
             " controller. It needs root, or a cgroup v2 subtree delegated to this user (systemd: Delegate=yes), or the privileged helper";
    return unsupportedError(std::string("cgroup.") + controller, limit.key, why);
  }

  const Directories& directories_;
  const Hierarchies& hierarchies_;
};

std::string maxOr(int64_t value) { return value < 0 ? "max" : std::to_string(value); }

/** runc's and crun's conversion of v1 cpu shares [2, 262144] to a v2 weight [1, 10000]. */
std::string weightOf(uint64_t shares) {
  uint64_t clamped = std::clamp<uint64_t>(shares, 2, 262144);
  return std::to_string(1 + (clamped - 2) * 9999 / 262142);
}

/** From blkio's weight [10, 1000] to io's [1, 10000], as runc and crun do. */
std::string ioWeightOf(uint64_t weight) {
  uint64_t clamped = std::clamp<uint64_t>(weight, 10, 1000);
  return std::to_string(1 + (clamped - 10) * 9999 / 990);
}

std::vector<Limit> memoryLimits(const oci::Resources& resources) {
  const auto& memory = resources.memory;
  std::vector<Limit> limits;
  if (memory.limit)
    limits.push_back(
        {"memory.limit", "memory", "memory.limit_in_bytes", std::to_string(*memory.limit), "memory", "memory.max", maxOr(*memory.limit)});
  if (memory.reservation)
    limits.push_back({"memory.reservation", "memory", "memory.soft_limit_in_bytes", std::to_string(*memory.reservation), "memory", "memory.low",
                      maxOr(*memory.reservation)});
  if (memory.swap) {
    // v1 counts memory and swap together, v2 swap alone.
    int64_t swapOnly = *memory.swap < 0 ? -1 : std::max<int64_t>(0, *memory.swap - memory.limit.value_or(0));
    limits.push_back(
        {"memory.swap", "memory", "memory.memsw.limit_in_bytes", std::to_string(*memory.swap), "memory", "memory.swap.max", maxOr(swapOnly)});
  }
  if (memory.swappiness) limits.push_back({"memory.swappiness", "memory", "memory.swappiness", std::to_string(*memory.swappiness), "memory", "", ""});
  if (memory.disableOOMKiller.value_or(false)) limits.push_back({"memory.disableOOMKiller", "memory", "memory.oom_control", "1", "memory", "", ""});
  if (memory.kernelTCP)
    limits.push_back({"memory.kernelTCP", "memory", "memory.kmem.tcp.limit_in_bytes", std::to_string(*memory.kernelTCP), "memory", "", ""});
  return limits;
}

std::vector<Limit> cpuLimits(const oci::Resources& resources) {
  const auto& cpu = resources.cpu;
  std::vector<Limit> limits;
  if (cpu.shares) limits.push_back({"cpu.shares", "cpu", "cpu.shares", std::to_string(*cpu.shares), "cpu", "cpu.weight", weightOf(*cpu.shares)});
  if (cpu.period)
    limits.push_back({"cpu.period", "cpu", "cpu.cfs_period_us", std::to_string(*cpu.period), "cpu", "cpu.max",
                      maxOr(cpu.quota.value_or(-1)) + " " + std::to_string(*cpu.period)});
  if (cpu.quota)
    limits.push_back({"cpu.quota", "cpu", "cpu.cfs_quota_us", std::to_string(*cpu.quota), "cpu", "cpu.max",
                      maxOr(*cpu.quota) + " " + std::to_string(cpu.period.value_or(100000))});
  if (cpu.burst)
    limits.push_back({"cpu.burst", "cpu", "cpu.cfs_burst_us", std::to_string(*cpu.burst), "cpu", "cpu.max.burst", std::to_string(*cpu.burst)});
  if (cpu.realtimePeriod) limits.push_back({"cpu.realtimePeriod", "cpu", "cpu.rt_period_us", std::to_string(*cpu.realtimePeriod), "cpu", "", ""});
  if (cpu.realtimeRuntime) limits.push_back({"cpu.realtimeRuntime", "cpu", "cpu.rt_runtime_us", std::to_string(*cpu.realtimeRuntime), "cpu", "", ""});
  if (cpu.idle) limits.push_back({"cpu.idle", "cpu", "cpu.idle", std::to_string(*cpu.idle), "cpu", "cpu.idle", std::to_string(*cpu.idle)});
  if (!cpu.cpus.empty()) limits.push_back({"cpu.cpus", "cpuset", "cpuset.cpus", cpu.cpus, "cpuset", "cpuset.cpus", cpu.cpus});
  if (!cpu.mems.empty()) limits.push_back({"cpu.mems", "cpuset", "cpuset.mems", cpu.mems, "cpuset", "cpuset.mems", cpu.mems});
  return limits;
}

std::string ioKey(const oci::Throttle& throttle, const char* name) {
  std::string device = std::to_string(throttle.major) + ":" + std::to_string(throttle.minor) + " ";
  return device + (name == nullptr ? "" : std::string(name) + "=") + std::to_string(throttle.rate);
}

std::vector<Limit> ioLimits(const oci::Resources& resources, const Directories& directories) {
  const auto& io = resources.blockIO;
  std::vector<Limit> limits;
  if (io.weight) {
    // CFQ's is gone since Linux 5.0; BFQ's is not there at the root, so the container's own directory tells.
    auto v1 = directories.find("blkio");
    bool hasBfq = v1 != directories.end() && access((v1->second + "/blkio.bfq.weight").c_str(), F_OK) == 0;
    limits.push_back({"blockIO.weight", "blkio", hasBfq ? "blkio.bfq.weight" : "blkio.weight", std::to_string(*io.weight), "io", "io.weight",
                      "default " + ioWeightOf(*io.weight)});
  }
  auto throttles = [&](const std::vector<oci::Throttle>& list, const char* key, const char* v1File, const char* v2Name) {
    for (const oci::Throttle& throttle : list)
      limits.push_back({key, "blkio", v1File, ioKey(throttle, nullptr), "io", "io.max", ioKey(throttle, v2Name)});
  };
  throttles(io.readBps, "blockIO.throttleReadBpsDevice", "blkio.throttle.read_bps_device", "rbps");
  throttles(io.writeBps, "blockIO.throttleWriteBpsDevice", "blkio.throttle.write_bps_device", "wbps");
  throttles(io.readIops, "blockIO.throttleReadIOPSDevice", "blkio.throttle.read_iops_device", "riops");
  throttles(io.writeIops, "blockIO.throttleWriteIOPSDevice", "blkio.throttle.write_iops_device", "wiops");
  return limits;
}

std::vector<Limit> otherLimits(const oci::Resources& resources) {
  std::vector<Limit> limits;
  if (resources.pidsLimit) {
    // As in runc: 0 and below are no limit.
    std::string value = *resources.pidsLimit <= 0 ? "max" : std::to_string(*resources.pidsLimit);
    limits.push_back({"pids.limit", "pids", "pids.max", value, "pids", "pids.max", value});
  }
  for (const auto& [pageSize, limit] : resources.hugepageLimits)
    limits.push_back({"hugepageLimits", "hugetlb", "hugetlb." + pageSize + ".limit_in_bytes", std::to_string(limit), "hugetlb",
                      "hugetlb." + pageSize + ".max", std::to_string(limit)});
  if (resources.networkClassId)
    limits.push_back({"network.classID", "net_cls", "net_cls.classid", std::to_string(*resources.networkClassId), "net_cls", "", ""});
  return limits;
}

/** No slash: a file of this cgroup and of no other. */
Result<void> writeUnifiedFile(const Directories& directories, const std::string& file, const std::string& value) {
  if (file.find('/') != std::string::npos || file.starts_with("cgroup."))
    return invalidError("cgroup.unified", file, "unified: " + file + " is not the name of a controller's file");
  auto v2 = directories.find("");
  if (v2 == directories.end())
    return unsupportedError("cgroup.unified", file, "unified: " + file + " needs cgroup v2, which this host does not have for containers");
  Result<void> written = writeFileAt(AT_FDCWD, v2->second + "/" + file, value);
  if (written) return {};
  int errnum = written.error().errnum;
  return unsupportedError("cgroup.unified", file, "unified: the kernel refuses \"" + value + "\" for " + file + " (" + errnoName(errnum) + ")",
                          errnum);
}

/** `unified`: files of v2 by name. */
Result<void> writeUnified(const Directories& directories, const std::map<std::string, std::string>& unified) {
  for (const auto& [file, value] : unified) TRY(writeUnifiedFile(directories, file, value));
  return {};
}

std::string ruleText(const oci::DeviceRule& rule) {
  auto number = [](const std::optional<int64_t>& value) { return value && *value >= 0 ? std::to_string(*value) : std::string("*"); };
  if (rule.type == 'a' && !rule.major && !rule.minor) return "a";
  return std::string(1, rule.type) + " " + number(rule.major) + ":" + number(rule.minor) + " " + rule.access;
}

/**
 * v1 never has the limit on memory and swap below that on memory: downwards memory goes first, upwards swap does. Which of the two it
 * is the kernel says, by refusing.
 */
Result<void> writeMemory(const Writer& writer, const std::vector<Limit>& limits) {
  auto writeAll = [&]() -> Result<void> {
    for (const Limit& limit : limits) TRY(writer.write(limit));
    return {};
  };
  Result<void> first = writeAll();
  auto swap = std::find_if(limits.begin(), limits.end(), [](const Limit& limit) { return std::string_view(limit.key) == "memory.swap"; });
  if (first || first.error().errnum != EINVAL || swap == limits.end()) return first;
  TRY(writer.write(*swap));
  return writeAll();
}

/**
 * The devices every container has (runtime-spec, "Default Devices") can be made and used whatever the rules say, as in runc and crun:
 * bundles deny everything and rely on it. Making a node gives nothing without the right to open it.
 */
std::vector<oci::DeviceRule> withDefaultDevices(std::vector<oci::DeviceRule> rules) {
  rules.push_back({true, 'c', {}, {}, "m"});
  rules.push_back({true, 'b', {}, {}, "m"});
  for (auto [major, minor] : {std::pair(1, 3), {1, 5}, {1, 7}, {1, 8}, {1, 9}, {5, 0}, {5, 2}}) rules.push_back({true, 'c', major, minor, "rwm"});
  rules.push_back({true, 'c', 136, {}, "rwm"});
  return rules;
}

Result<void> limitDevices(const Directories& directories, const std::vector<oci::DeviceRule>& asked) {
  if (asked.empty()) return {};
  std::vector<oci::DeviceRule> rules = withDefaultDevices(asked);
  if (auto v1 = directories.find("devices"); v1 != directories.end()) {
    for (const oci::DeviceRule& rule : rules)
      TRY(writeFileAt(AT_FDCWD, v1->second + (rule.allow ? "/devices.allow" : "/devices.deny"), ruleText(rule)));
    return {};
  }
  if (auto v2 = directories.find(""); v2 != directories.end()) return attachDeviceProgram(v2->second, rules);
  return unsupportedError("cgroup.devices", "devices",
                          "device rules cannot be enforced: the helper has no devices controller and no cgroup v2; it needs root");
}

}  // namespace

Result<void> applyLimits(const Directories& directories, const Hierarchies& hierarchies, const oci::Resources& resources) {
  Writer writer(directories, hierarchies);
  // On v2 swap is a limit of its own, and how much of the sum is swap is not known without the other part.
  bool memoryOnV2 = !directories.contains("memory") && directories.contains("");
  if (memoryOnV2 && resources.memory.swap.value_or(-1) >= 0 && !resources.memory.limit)
    return invalidError("cgroup.memory", "memory.swap", "memory.swap is memory and swap together: on cgroup v2 it needs memory.limit beside it");
  TRY(writeMemory(writer, memoryLimits(resources)));
  for (const auto& list : {cpuLimits(resources), ioLimits(resources, directories), otherLimits(resources)})
    for (const Limit& limit : list) TRY(writer.write(limit));
  TRY(writeUnified(directories, resources.unified));
  return limitDevices(directories, resources.devices);
}

}  // namespace bulkhead::cgroup
