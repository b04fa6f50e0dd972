#include "oci/parse_config.h"

namespace bulkhead::oci {

namespace {

uint32_t id(JsonReader& reader, const char* key) {
  uint64_t value = reader.natural(key).value_or(0);
  if (value >= UINT32_MAX) reader.fail(key, "an id below 4294967295");
  return static_cast<uint32_t>(value);
}

Process readProcess(JsonReader& reader) {
  Process process;
  process.terminal = reader.flag("terminal");
  reader.object("consoleSize", [&](JsonReader& size) {
    process.consoleSize =
        std::pair(static_cast<unsigned>(size.natural("height").value_or(0)), static_cast<unsigned>(size.natural("width").value_or(0)));
  });
  reader.object("user", [&](JsonReader& user) {
    process.uid = id(user, "uid");
    process.gid = id(user, "gid");
    if (auto umask = user.natural("umask")) process.umask = static_cast<mode_t>(*umask & 0777);
    for (int64_t gid : user.integers("additionalGids")) {
      if (gid < 0 || gid >= UINT32_MAX) user.fail("additionalGids", "ids below 4294967295");
      process.additionalGids.push_back(static_cast<gid_t>(gid));
    }
  });
  process.args = reader.texts("args");
  if (process.args.empty()) reader.fail("args", "a command with at least one word");
  process.env = reader.texts("env");
  process.cwd = reader.text("cwd", "/");
  if (process.cwd.empty() || process.cwd.front() != '/') reader.fail("cwd", "an absolute path");
  reader.object("capabilities", [&](JsonReader& sets) {
    process.capabilities =
        Capabilities{sets.texts("bounding"), sets.texts("effective"), sets.texts("inheritable"), sets.texts("permitted"), sets.texts("ambient")};
  });
  reader.each("rlimits", [&](JsonReader& limit) {
    process.rlimits.push_back({limit.text("type"), limit.natural("soft").value_or(0), limit.natural("hard").value_or(0)});
  });
  process.noNewPrivileges = reader.flag("noNewPrivileges");
  if (reader.text("apparmorProfile") != "unconfined") reader.refuse("apparmorProfile", "AppArmor profiles are not applied yet; use \"unconfined\"");
  reader.refuse("selinuxLabel", "SELinux labels are not applied yet; remove it");
  reader.refuse("scheduler", "scheduling policies are not set yet; remove it");
  reader.refuse("ioPriority", "I/O priorities are not set yet; remove it");
  reader.refuse("execCPUAffinity", "it is not set yet; use linux.resources.cpu.cpus");
  if (auto adjust = reader.integer("oomScoreAdj")) {
    if (*adjust < -1000 || *adjust > 1000) reader.fail("oomScoreAdj", "between -1000 and 1000");
    process.oomScoreAdj = static_cast<int>(*adjust);
  }
  return process;
}

std::vector<IdMapping> readMappings(JsonReader& reader, const char* key) {
  std::vector<IdMapping> mappings;
  reader.each(key, [&](JsonReader& mapping) { mappings.push_back({id(mapping, "containerID"), id(mapping, "hostID"), id(mapping, "size")}); });
  return mappings;
}

Device readDevice(JsonReader& reader) {
  Device device;
  device.path = reader.text("path");
  std::string type = reader.text("type", "c");
  if (type != "c" && type != "u" && type != "b" && type != "p") reader.fail("type", "c, u, b or p");
  device.type = type.empty() ? 'c' : type.front();
  device.major = static_cast<unsigned>(reader.natural("major").value_or(0));
  device.minor = static_cast<unsigned>(reader.natural("minor").value_or(0));
  device.fileMode = static_cast<mode_t>(reader.natural("fileMode").value_or(0666) & 07777);
  device.uid = id(reader, "uid");
  device.gid = id(reader, "gid");
  return device;
}

Seccomp readSeccomp(JsonReader& reader) {
  Seccomp seccomp;
  seccomp.defaultAction = reader.text("defaultAction");
  if (auto number = reader.natural("defaultErrnoRet")) seccomp.defaultErrnoRet = static_cast<uint32_t>(*number);
  seccomp.architectures = reader.texts("architectures");
  reader.refuse("flags", "the filter is loaded without flags; remove them");
  reader.refuse("listenerPath", "there is no listener for notifications; remove it");
  reader.each("syscalls", [&](JsonReader& rule) {
    SeccompRule entry{rule.texts("names"), rule.text("action"), std::nullopt, {}};
    if (auto number = rule.natural("errnoRet")) entry.errnoRet = static_cast<uint32_t>(*number);
    rule.each("args", [&](JsonReader& argument) {
      entry.args.push_back({static_cast<unsigned>(argument.natural("index").value_or(0)), argument.natural("value").value_or(0),
                            argument.natural("valueTwo").value_or(0), argument.text("op")});
    });
    seccomp.syscalls.push_back(std::move(entry));
  });
  return seccomp;
}

void readLinux(JsonReader& reader, Config& config) {
  reader.each("namespaces", [&](JsonReader& entry) {
    Namespace found{entry.text("type"), entry.text("path")};
    if (config.find(found.type) != nullptr) entry.fail("type", "named once");
    config.namespaces.push_back(std::move(found));
  });
  config.uidMappings = readMappings(reader, "uidMappings");
  config.gidMappings = readMappings(reader, "gidMappings");
  reader.each("devices", [&](JsonReader& device) { config.devices.push_back(readDevice(device)); });
  reader.object("resources", [&](JsonReader& resources) { config.resources = readResources(resources); });
  config.cgroupsPath = reader.text("cgroupsPath");
  reader.eachText("sysctl", [&](const std::string& name, const std::string& value) { config.sysctl[name] = value; });
  reader.object("seccomp", [&](JsonReader& seccomp) { config.seccomp = readSeccomp(seccomp); });
  config.maskedPaths = reader.texts("maskedPaths");
  config.readonlyPaths = reader.texts("readonlyPaths");
  config.rootfsPropagation = reader.text("rootfsPropagation");
  reader.refuse("mountLabel", "SELinux labels are not applied yet; remove it");
  reader.refuse("timeOffsets", "time namespaces are not supported yet; remove it");
  reader.refuse("intelRdt", "resctrl groups are not made yet; remove it");
  reader.refuse("personality", "it is not set yet; remove it");
  reader.refuse("netDevices", "devices are not moved into the container yet; remove it");
}

}  // namespace

Result<Config> parseConfig(const std::string& text) {
  Json json = TRY(parseJson(text, "config.json"));
  std::optional<Error> error;
  JsonReader reader(json, "", error);
  Config config;
  reader.object("root", [&](JsonReader& root) {
    config.rootPath = root.text("path");
    config.rootReadonly = root.flag("readonly");
  });
  config.hostname = reader.text("hostname");
  config.domainname = reader.text("domainname");
  if (!reader.has("process")) reader.fail("process", "given");
  reader.object("process", [&](JsonReader& process) { config.process = readProcess(process); });
  reader.each("mounts", [&](JsonReader& mount) {
    Mount entry{mount.text("destination"), mount.text("type"), mount.text("source"), mount.texts("options")};
    if (entry.destination.empty() || entry.destination.front() != '/') mount.fail("destination", "an absolute path");
    config.mounts.push_back(std::move(entry));
  });
  reader.object("hooks", [&](JsonReader& hooks) {
    for (const char* stage : {"prestart", "createRuntime", "createContainer", "startContainer", "poststart", "poststop"})
      hooks.each(stage, [&](const JsonReader&) { config.hasHooks = true; });
  });
  reader.object("linux", [&](JsonReader& section) { readLinux(section, config); });
  if (error) return *error;
  return config;
}

Result<Process> parseProcess(const std::string& text) {
  Json json = TRY(parseJson(text, "process"));
  std::optional<Error> error;
  JsonReader reader(json, "", error);
  Process process = readProcess(reader);
  if (error) return *error;
  return process;
}

}  // namespace bulkhead::oci
