#include "namespaces/flags.h"

#include <fcntl.h>
#include <sched.h>

#include <array>
#include <utility>

#include "sys/files.h"

namespace bulkhead {

namespace {

constexpr std::array<std::pair<const char*, uint64_t>, 8> kinds = {{
    {"mount", CLONE_NEWNS},
    {"network", CLONE_NEWNET},
    {"pid", CLONE_NEWPID},
    {"ipc", CLONE_NEWIPC},
    {"uts", CLONE_NEWUTS},
    {"user", CLONE_NEWUSER},
    {"cgroup", CLONE_NEWCGROUP},
    {"time", 0x00000080 /* CLONE_NEWTIME */},
}};

}  // namespace

uint64_t namespaceFlag(const std::string& type) {
  for (const auto& [name, flag] : kinds)
    if (type == name) return flag;
  return 0;
}

Result<uint64_t> namespaceFlags(const oci::Config& config) {
  uint64_t flags = 0;
  for (const oci::Namespace& entry : config.namespaces) {
    uint64_t flag = namespaceFlag(entry.type);
    if (flag == 0) return invalidError("namespaces", entry.type, "there is no namespace of type \"" + entry.type + "\"");
    if (entry.type == "time") return unsupportedError("namespaces", "time", "time namespaces are not supported yet: remove the entry");
    if (entry.path.empty()) flags |= flag;
  }
  // Without its own the container's mounts would be the host's.
  if ((flags & CLONE_NEWNS) == 0)
    return unsupportedError("namespaces", "mount", "a container needs a mount namespace of its own: add {\"type\": \"mount\"} to linux.namespaces");
  return flags;
}

Result<void> joinNamespaces(const oci::Config& config, uint64_t wanted) {
  for (const oci::Namespace& entry : config.namespaces) {
    uint64_t flag = namespaceFlag(entry.type);
    if (entry.path.empty() || (flag & wanted) == 0) continue;
    Fd handle = TRY(openAt(AT_FDCWD, entry.path, O_RDONLY));
    // The kind is checked by the kernel: a path to a namespace of another kind is EINVAL.
    if (setns(handle.get(), static_cast<int>(flag)) != 0) return systemError("namespaces", entry.path);
  }
  return {};
}

}  // namespace bulkhead
