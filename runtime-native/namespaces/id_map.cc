#include <fcntl.h>

#include "namespaces/flags.h"
#include "sys/files.h"

namespace bulkhead {

namespace {

std::string mapText(const std::vector<oci::IdMapping>& mappings) {
  std::string text;
  for (const auto& [containerId, hostId, size] : mappings)
    text += std::to_string(containerId) + " " + std::to_string(hostId) + " " + std::to_string(size) + "\n";
  return text;
}

}  // namespace

Result<void> writeIdMaps(pid_t pid, const std::vector<oci::IdMapping>& uidMappings, const std::vector<oci::IdMapping>& gidMappings, bool isCallers) {
  std::string process = "/proc/" + std::to_string(pid);
  if (isCallers && gidMappings.size() == 1 && gidMappings.front().size == 1) TRY(writeFileAt(AT_FDCWD, process + "/setgroups", "deny"));
  TRY(writeFileAt(AT_FDCWD, process + "/uid_map", mapText(uidMappings)));
  return writeFileAt(AT_FDCWD, process + "/gid_map", mapText(gidMappings));
}

}  // namespace bulkhead
