#include "process/sysctl.h"

#include <algorithm>

#include "sys/files.h"

namespace bulkhead {

namespace {

/** The namespace type a sysctl belongs to; "" for those of the whole host. */
std::string namespaceOf(const std::string& name) {
  if (name.starts_with("net.")) return "network";
  if (name.starts_with("fs.mqueue.")) return "ipc";
  if (name == "kernel.domainname") return "uts";
  for (const char* ipc :
       {"kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced"})
    if (name == ipc) return "ipc";
  return "";
}

Error ofHost(const std::string& name, const std::string& type) {
  return deniedError("sysctl", name, "sysctl " + name + " needs a " + type + " namespace of the container's own: it would change the host");
}

Error refused(const std::string& name, const std::string& value, int errnum) { return systemError("sysctl", name + "=" + value, errnum); }

}  // namespace

Result<void> checkSysctls(const oci::Config& config) {
  for (const auto& [name, value] : config.sysctl) {
    if (name.find('/') != std::string::npos || name.find("..") != std::string::npos)
      return invalidError("sysctl", name, "a sysctl is named with dots: " + name);
    std::string type = namespaceOf(name);
    if (type.empty()) return deniedError("sysctl", name, "sysctl " + name + " is not namespaced: it would change the host");
    if (config.find(type) == nullptr) return ofHost(name, type);
  }
  return {};
}

Result<void> writeSysctls(const oci::Config& config, int proc) {
  for (const auto& [name, value] : config.sysctl) {
    std::string path = name;
    std::replace(path.begin(), path.end(), '.', '/');
    Result<void> written = writeFileAt(proc, "sys/" + path, value);
    if (!written && written.error().errnum == ENOENT) return unsupportedError("sysctl", name, "this kernel has no sysctl " + name, ENOENT);
    if (!written) return refused(name, value, written.error().errnum);
  }
  return {};
}

}  // namespace bulkhead
