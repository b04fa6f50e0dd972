#include <unistd.h>

#include <csignal>

#include "helper/server.h"
#include "oci/parse_config.h"

namespace bulkhead {

namespace {

constexpr int protocolVersion = 1;
constexpr size_t maxResourcesBytes = 1 << 20;
/** A state is 1 to 2 KiB, most of it the paths of its cgroups. */
constexpr size_t maxListed = 24;
constexpr int monitorPatienceMs = 3500;
constexpr int killPatienceMs = 1000;

const char* nameOf(Caller::Mode mode) {
  switch (mode) {
    case Caller::Mode::root:
      return "root";
    case Caller::Mode::rootless:
      return "rootless";
    case Caller::Mode::privileged:
      return "privileged";
  }
  return "";
}

/** All other processes of its pid namespace have ended before it. One that has been killed needs no longer than the kernel takes. */
void awaitInit(const ContainerRecord& record) {
  Result<Pid> init = Pid::open(record.pid);
  if (init && isSameProcess(record.pid, record.pidStart)) (void)init->endsWithin(killPatienceMs);
}

/** One whose output nobody takes waits for its clients for ever, and is ended. */
void awaitMonitor(const ContainerRecord& record) {
  Result<Pid> monitor = Pid::open(record.monitorPid);
  if (!monitor || !isSameProcess(record.monitorPid, record.monitorStart) || monitor->endsWithin(monitorPatienceMs)) return;
  (void)monitor->signal(SIGKILL);
  (void)monitor->endsWithin(killPatienceMs);
}

Json mappingsJson(const std::vector<oci::IdMapping>& mappings) {
  Json list = Json::array();
  for (const auto& [containerId, hostId, size] : mappings) list.push_back({{"containerID", containerId}, {"hostID", hostId}, {"size", size}});
  return list;
}

}  // namespace

Result<std::string> Server::containerOf(JsonReader& request) const {
  std::string container = request.text("container");
  if (!isContainerId(container))
    return invalidError("protocol", container, "a container id is 1 to 128 letters, digits, '_', '.' and '-', and begins with a letter or digit");
  return container;
}

/** Tells what the helper is; reveals nothing that /proc does not. */
Json Server::hello() const {
  Json answer = {{"version", protocolVersion},
                 {"helperVersion", BULKHEAD_VERSION},
                 {"mode", nameOf(settings_.caller.mode)},
                 {"pid", getpid()},
                 {"uid", settings_.caller.uid},
                 {"uidMappings", mappingsJson(settings_.caller.uidMappings)},
                 {"gidMappings", mappingsJson(settings_.caller.gidMappings)},
                 {"controllers", cgroups_.controllers()}};
  if (settings_.caller.restricted()) answer["dataRoot"] = settings_.caller.dataRoot;
  return answer;
}

/** The caller's own containers: each caller has a run directory of its own. */
Result<Json> Server::list(JsonReader& request) const {
  std::string after = request.text("after");
  Json containers = Json::array();
  bool more = false;
  for (const std::string& id : store_.ids()) {
    if (id <= after) continue;
    more = containers.size() == maxListed;
    if (more) break;
    Result<ContainerStore::Entry> entry = store_.read(id);
    if (entry) containers.push_back(stateJson(entry->record, entry->exit));
  }
  return Json{{"containers", containers}, {"more", more}};
}

Result<Json> Server::state(JsonReader& request) const {
  ContainerStore::Entry entry = TRY(store_.read(TRY(containerOf(request))));
  return stateJson(entry.record, entry.exit);
}

/** Freezes processes of the caller's own container, which could only stop themselves. */
Result<Json> Server::setFrozen(JsonReader& request, bool frozen) const {
  std::string container = TRY(containerOf(request));
  ContainerStore::Entry entry = TRY(store_.read(container));
  if (entry.exit || entry.record.startedAt == 0) return stateError(container, "container " + container + " is not running");
  TRY(cgroup::freeze(entry.record.cgroups, frozen));
  return Json::object();
}

/** Limits of the caller's own container. A caller who is not root can at most give it what its own cgroup allows. */
Result<Json> Server::update(JsonReader& request, std::vector<Fd>& fds) const {
  if (fds.size() != 1) return invalidError("update", "resources", "update takes linux.resources as one descriptor");
  std::string text = TRY(readAll(fds.front().get(), maxResourcesBytes, "resources"));
  oci::Resources resources = TRY(oci::parseResources(text));
  if (settings_.caller.restricted() && !resources.devices.empty())
    return deniedError("policy", "devices", "device rules are not granted to callers who are not root");
  ContainerStore::Entry entry = TRY(store_.read(TRY(containerOf(request))));
  TRY(cgroups_.apply(entry.record.cgroups, resources));
  return Json::object();
}

/** Ends and forgets a container of the caller's own. The upper directory stays: it is the engine's. */
Result<Json> Server::remove(JsonReader& request) const {
  std::string container = TRY(containerOf(request));
  Result<ContainerStore::Entry> entry = store_.read(container);
  if (!entry) {
    // Half-made: nothing runs in it.
    TRY(store_.remove(container));
    return std::move(entry.error());
  }
  const ContainerRecord& record = entry->record;
  if (!entry->exit) {
    if (!request.flag("force")) return stateError(container, "container " + container + " is running: stop it first, or force its removal");
    if (isSameProcess(record.pid, record.pidStart)) {
      Result<Pid> init = Pid::open(record.pid);
      if (init) (void)init->signal(SIGKILL);
    }
  }
  // Takes the processes that are left with it, thawing them; the monitor then sees its container end, and ends too.
  TRY(cgroup::remove(record.cgroups));
  awaitInit(record);
  awaitMonitor(record);
  TRY(store_.remove(container));
  return Json::object();
}

Result<Json> Server::perform(const std::string& op, JsonReader& request, std::vector<Fd>& fds) {
  if (op == "hello") return hello();
  if (op == "list") return list(request);
  if (op == "state") return state(request);
  if (op == "view") return view(request);
  if (op == "pause") return setFrozen(request, true);
  if (op == "resume") return setFrozen(request, false);
  if (op == "update") return update(request, fds);
  if (op == "delete") return remove(request);
  return invalidError("protocol", op, "there is no operation \"" + op + "\"");
}

}  // namespace bulkhead
