#include "helper/policy.h"

namespace bulkhead {

namespace {

Result<void> authorizeMappings(const std::vector<oci::IdMapping>& asked, const std::vector<oci::IdMapping>& granted, const char* key) {
  for (const oci::IdMapping& mapping : asked) {
    bool inside = false;
    for (const oci::IdMapping& range : granted) {
      uint64_t end = static_cast<uint64_t>(mapping.hostId) + mapping.size;
      inside = inside || (mapping.hostId >= range.hostId && end <= static_cast<uint64_t>(range.hostId) + range.size);
    }
    // Root of the host is nobody's, whatever a table says.
    if (!inside || mapping.size == 0 || mapping.hostId == 0)
      return deniedError("policy", key,
                         std::string(key) + " maps host ids from " + std::to_string(mapping.hostId) +
                             " on, which are not yours: only your own id and your ranges in /etc/subuid and /etc/subgid may be mapped");
  }
  return {};
}

Result<void> authorizeBelow(const Caller& caller, const std::string& path, const char* what) {
  if (path.empty() || isBelow(path, caller.dataRoot)) return {};
  return deniedError("policy", path,
                     std::string(what) + " " + path + " is outside of " + caller.dataRoot +
                         ", which is all the privileged helper opens for a caller who is not root");
}

/** FIFOs are no devices. What every container has is refused nobody. */
Result<void> authorizeDevice(const Caller& caller, const oci::Device& device) {
  if (device.type == 'p' || isDefaultDevice(device) || isGranted(caller.devices, device)) return {};
  return deniedError("policy", device.path,
                     "the device " + device.path + " is not granted: whoever starts the privileged helper can, with --device " + device.path);
}

}  // namespace

bool isBelow(const std::string& path, const std::string& parent) {
  if (path.find("/../") != std::string::npos || path.ends_with("/..")) return false;
  return path == parent || path.starts_with(parent + "/");
}

std::string cgroupParentOf(const Caller& caller) { return caller.restricted() ? "bulkhead/" + std::to_string(caller.uid) : "bulkhead"; }

std::optional<BindRules> bindRulesOf(const Caller& caller) {
  if (!caller.restricted()) return std::nullopt;
  return BindRules{caller.devices};
}

std::optional<FileOwner> fileOwnerOf(const Caller& caller) {
  if (!caller.restricted()) return std::nullopt;
  return FileOwner{caller.uid, caller.gid};
}

std::optional<JobOwner> jobOwnerOf(const Caller& caller) {
  if (!caller.restricted()) return std::nullopt;
  return JobOwner{caller.uid, caller.gid, caller.uidMappings, caller.gidMappings};
}

Result<void> authorize(const Caller& caller, InitPlan& plan, const LogTarget& log, const ContainerStore& store) {
  if (!caller.restricted()) return {};
  const oci::Config& config = plan.config;
  // Without one, id 0 in the container is id 0 of the host.
  if (!config.makes("user"))
    return deniedError("policy", "user namespace",
                       "the privileged helper runs your containers only in a user namespace of their own: add {\"type\": \"user\"} with uidMappings "
                       "and gidMappings");
  TRY(authorizeMappings(config.uidMappings, caller.uidMappings, "uidMappings"));
  TRY(authorizeMappings(config.gidMappings, caller.gidMappings, "gidMappings"));
  plan.joined = TRY(ownNamespaces(config, store));
  if (config.hasHooks) return deniedError("policy", "hooks", "hooks would run as root and are not granted to callers who are not root");
  for (const oci::Device& device : config.devices) TRY(authorizeDevice(caller, device));
  // The path is ours, whatever the config says; one that asks for another place would get something it did not ask for.
  if (!config.cgroupsPath.empty() && !isBelow(config.cgroupsPath, "/bulkhead"))
    return deniedError("policy", config.cgroupsPath,
                       "the cgroup " + config.cgroupsPath + " is outside of those of your containers: remove cgroupsPath from the config");
  // Layers, upper directories and bind sources need no rule here: they are opened by the container's own process when it has already
  // become the caller (becomeRootOfNamespace in process/init.cc comes before the first mount), so the kernel asks for the caller's
  // rights; bindRulesOf adds to that. The log is opened as the caller as well (fileOwnerOf).
  return authorizeBelow(caller, log.path, "the log");
}

}  // namespace bulkhead
