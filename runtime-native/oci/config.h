#pragma once

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/** The OCI runtime-spec's `config.json` as far as a Linux runtime acts on it. Names and units are the specification's. */
namespace bulkhead::oci {

struct IdMapping {
  uint32_t containerId = 0;
  uint32_t hostId = 0;
  uint32_t size = 0;
};

struct Namespace {
  std::string type;
  /** Empty: a new one. */
  std::string path;
};

struct Mount {
  std::string destination;
  std::string type;
  std::string source;
  std::vector<std::string> options;
};

struct Device {
  std::string path;
  /** c, u, b or p. */
  char type = 'c';
  unsigned major = 0;
  unsigned minor = 0;
  mode_t fileMode = 0666;
  uid_t uid = 0;
  gid_t gid = 0;
};

struct DeviceRule {
  bool allow = false;
  /** a, c or b. */
  char type = 'a';
  std::optional<int64_t> major;
  std::optional<int64_t> minor;
  std::string access = "rwm";
};

struct Throttle {
  unsigned major = 0;
  unsigned minor = 0;
  uint64_t rate = 0;
};

struct HugepageLimit {
  std::string pageSize;
  uint64_t limit = 0;
};

struct Resources {
  std::vector<DeviceRule> devices;
  struct {
    std::optional<int64_t> limit, reservation, swap, kernelTCP;
    std::optional<uint64_t> swappiness;
    std::optional<bool> disableOOMKiller;
  } memory;
  struct {
    std::optional<uint64_t> shares, period, burst, realtimePeriod;
    std::optional<int64_t> quota, realtimeRuntime, idle;
    std::string cpus, mems;
  } cpu;
  std::optional<int64_t> pidsLimit;
  struct {
    std::optional<uint64_t> weight;
    std::vector<Throttle> readBps, writeBps, readIops, writeIops;
  } blockIO;
  std::vector<HugepageLimit> hugepageLimits;
  std::optional<uint32_t> networkClassId;
  std::map<std::string, std::string> unified;
};

struct SeccompArgument {
  unsigned index = 0;
  uint64_t value = 0;
  uint64_t valueTwo = 0;
  std::string op;
};

struct SeccompRule {
  std::vector<std::string> names;
  std::string action;
  std::optional<uint32_t> errnoRet;
  std::vector<SeccompArgument> args;
};

struct Seccomp {
  std::string defaultAction;
  std::optional<uint32_t> defaultErrnoRet;
  std::vector<std::string> architectures;
  std::vector<SeccompRule> syscalls;
};

struct Rlimit {
  std::string type;
  uint64_t soft = 0;
  uint64_t hard = 0;
};

struct Capabilities {
  std::vector<std::string> bounding, effective, inheritable, permitted, ambient;
};

struct Process {
  bool terminal = false;
  std::optional<std::pair<unsigned, unsigned>> consoleSize;  // rows, columns
  uid_t uid = 0;
  gid_t gid = 0;
  std::optional<mode_t> umask;
  std::vector<gid_t> additionalGids;
  std::vector<std::string> args;
  std::vector<std::string> env;
  std::string cwd = "/";
  std::optional<Capabilities> capabilities;
  std::vector<Rlimit> rlimits;
  bool noNewPrivileges = false;
  std::optional<int> oomScoreAdj;
};

struct Config {
  std::string rootPath;
  bool rootReadonly = false;
  std::string hostname;
  std::string domainname;
  Process process;
  std::vector<Mount> mounts;
  bool hasHooks = false;
  std::vector<Namespace> namespaces;
  std::vector<IdMapping> uidMappings;
  std::vector<IdMapping> gidMappings;
  std::vector<Device> devices;
  Resources resources;
  std::string cgroupsPath;
  std::map<std::string, std::string> sysctl;
  std::optional<Seccomp> seccomp;
  std::vector<std::string> maskedPaths;
  std::vector<std::string> readonlyPaths;
  std::string rootfsPropagation;

  /** The entry for a type ("mount", "network", …), or null. */
  [[nodiscard]] const Namespace* find(const std::string& type) const {
    for (const Namespace& entry : namespaces)
      if (entry.type == type) return &entry;
    return nullptr;
  }
  /** A namespace of that type is made for the container. */
  [[nodiscard]] bool makes(const std::string& type) const {
    const Namespace* entry = find(type);
    return entry != nullptr && entry->path.empty();
  }
};

}  // namespace bulkhead::oci
