#include "oci/parse_config.h"

namespace bulkhead::oci {

namespace {

DeviceRule readRule(JsonReader& reader) {
  DeviceRule rule;
  rule.allow = reader.flag("allow");
  std::string type = reader.text("type", "a");
  if (type != "a" && type != "c" && type != "b") reader.fail("type", "a, c or b");
  rule.type = type.empty() ? 'a' : type.front();
  rule.major = reader.integer("major");
  rule.minor = reader.integer("minor");
  rule.access = reader.text("access", "rwm");
  if (rule.access.find_first_not_of("rwm") != std::string::npos) reader.fail("access", "of the letters r, w and m");
  return rule;
}

std::vector<Throttle> readThrottles(JsonReader& reader, const char* key) {
  std::vector<Throttle> throttles;
  reader.each(key, [&](JsonReader& entry) {
    throttles.push_back({static_cast<unsigned>(entry.natural("major").value_or(0)), static_cast<unsigned>(entry.natural("minor").value_or(0)),
                         entry.natural("rate").value_or(0)});
  });
  return throttles;
}

/** Engines write 0 for a value that is not set, as Go has it; the kernel would refuse it or make the least of it. */
template <class Number>
std::optional<Number> unlessZero(std::optional<Number> value) {
  return value == Number{0} ? std::nullopt : value;
}

}  // namespace

Resources readResources(JsonReader& reader) {
  Resources resources;
  reader.each("devices", [&](JsonReader& rule) { resources.devices.push_back(readRule(rule)); });
  reader.object("memory", [&](JsonReader& memory) {
    auto& into = resources.memory;
    into.limit = memory.integer("limit");
    into.reservation = memory.integer("reservation");
    into.swap = memory.integer("swap");
    memory.refuse("kernel", "kernels since 5.16 have no limit of kernel memory alone; use memory.limit");
    into.kernelTCP = memory.integer("kernelTCP");
    into.swappiness = memory.natural("swappiness");
    into.disableOOMKiller = memory.optionalFlag("disableOOMKiller");
  });
  reader.object("cpu", [&](JsonReader& cpu) {
    auto& into = resources.cpu;
    into.shares = unlessZero(cpu.natural("shares"));
    into.period = unlessZero(cpu.natural("period"));
    into.burst = cpu.natural("burst");
    into.realtimePeriod = cpu.natural("realtimePeriod");
    into.quota = unlessZero(cpu.integer("quota"));
    into.realtimeRuntime = cpu.integer("realtimeRuntime");
    into.idle = cpu.integer("idle");
    into.cpus = cpu.text("cpus");
    into.mems = cpu.text("mems");
  });
  reader.object("pids", [&](JsonReader& pids) { resources.pidsLimit = pids.integer("limit"); });
  reader.object("blockIO", [&](JsonReader& io) {
    auto& into = resources.blockIO;
    into.weight = unlessZero(io.natural("weight"));
    io.refuse("leafWeight", "kernels since 5.0 have no weight of a cgroup's own processes; remove it");
    io.refuse("weightDevice", "weights of single devices are not set yet; use blockIO.weight");
    into.readBps = readThrottles(io, "throttleReadBpsDevice");
    into.writeBps = readThrottles(io, "throttleWriteBpsDevice");
    into.readIops = readThrottles(io, "throttleReadIOPSDevice");
    into.writeIops = readThrottles(io, "throttleWriteIOPSDevice");
  });
  reader.each("hugepageLimits", [&](JsonReader& entry) {
    // It becomes part of a file's name.
    std::string pageSize = entry.text("pageSize");
    if (pageSize.empty() || pageSize.find_first_not_of("0123456789KMGB") != std::string::npos) entry.fail("pageSize", "a size like 2MB or 1GB");
    resources.hugepageLimits.push_back({pageSize, entry.natural("limit").value_or(0)});
  });
  reader.object("network", [&](JsonReader& network) {
    network.refuse("priorities", "net_prio is not set yet; remove it");
    if (auto classId = network.natural("classID")) resources.networkClassId = static_cast<uint32_t>(*classId);
  });
  reader.refuse("rdma", "RDMA limits are not set yet; remove it");
  reader.eachText("unified", [&](const std::string& name, const std::string& value) { resources.unified[name] = value; });
  return resources;
}

Result<Resources> parseResources(const std::string& text) {
  Json json = TRY(parseJson(text, "resources"));
  std::optional<Error> error;
  JsonReader reader(json, "", error);
  Resources resources = readResources(reader);
  if (error) return *error;
  return resources;
}

}  // namespace bulkhead::oci
