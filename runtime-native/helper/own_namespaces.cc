#include <array>

#include "helper/policy.h"
#include "namespaces/flags.h"

namespace bulkhead {

namespace {

struct Joinable {
  const char* type;
  /** In /proc/<pid>/ns. */
  const char* file;
};

/**
 * Those whose joining needs no rights inside: a container has a user namespace of its own, in which it is nobody to another's processes and
 * cannot mount their /proc.
 */
constexpr std::array joinable = {Joinable{"network", "net"}, Joinable{"ipc", "ipc"}, Joinable{"uts", "uts"}};

/** Held first and compared with the record then: a number that has been given to another process since is another start time. */
Result<Pid> initOf(const ContainerRecord& record) {
  Pid init = TRY(Pid::open(record.pid));
  if (!isSameProcess(record.pid, record.pidStart)) return systemError("policy", std::to_string(record.pid), ESRCH);
  return init;
}

Result<HeldNamespace> ownNamespace(const oci::Namespace& entry, const ContainerStore& store) {
  for (const auto& [type, file] : joinable) {
    if (entry.type != type) continue;
    for (const std::string& id : store.ids()) {
      Result<ContainerStore::Entry> found = store.read(id);
      if (!found || found->exit || found->record.startedAt == 0) continue;
      if (entry.path != "/proc/" + std::to_string(found->record.pid) + "/ns/" + file) continue;
      return HeldNamespace{namespaceFlag(entry.type), TRY(initOf(found->record))};
    }
  }
  return deniedError(
      "policy", entry.path,
      "joining the " + entry.type + " namespace " + entry.path +
          " is not granted to callers who are not root: they may join the network, ipc and uts namespaces of their own running containers");
}

}  // namespace

/**
 * Safe for an untrusted caller: the path it names is not opened, only compared with those of containers in its own store, which root alone
 * writes and in which each init is recorded with its start time. That init is held by a descriptor, so what is joined is what it is in: the
 * host's, which the caller would have by naming none, or one that belongs to a user namespace the init had rights in, which is the caller's. The
 * joining process is then cloned into a user namespace of its own, and has no rights over what it joined.
 */
Result<std::vector<HeldNamespace>> ownNamespaces(const oci::Config& config, const ContainerStore& store) {
  std::vector<HeldNamespace> held;
  for (const oci::Namespace& entry : config.namespaces)
    if (!entry.path.empty()) held.push_back(TRY(ownNamespace(entry, store)));
  return held;
}

}  // namespace bulkhead
