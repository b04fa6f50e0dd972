#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

#include "helper/reply.h"
#include "helper/server.h"
#include "oci/parse_config.h"
#include "sys/syscalls.h"

namespace bulkhead {

namespace {

constexpr size_t maxConfigBytes = 1 << 20;

Overlay readBase(JsonReader& reader) { return {"/", reader.texts("lower"), reader.text("upper"), reader.text("work")}; }

/** A directory of the host is its own mount point and lower layer; only what is above it needs a name. */
Overlay overHost(const std::string& directory, const std::string& layers, bool transient) {
  return {directory, {directory}, layers + "/upper", layers + "/work", transient};
}

RootfsPlan readRootfs(JsonReader& request) {
  RootfsPlan plan;
  request.object("rootfs", [&](JsonReader& rootfs) {
    rootfs.object("base", [&](JsonReader& base) {
      if (base.text("kind") == "directory")
        plan.directory = base.text("path");
      else
        plan.base = readBase(base);
    });
    bool transient = rootfs.flag("transient");
    plan.base.transient = transient;
    rootfs.object("overlays", [&](JsonReader& overlays) {
      std::string layers = overlays.text("layers");
      overlays.eachText("names", [&](const std::string& directory, const std::string& name) {
        if (name.find('/') != std::string::npos || name == "..") return overlays.fail("names", "names of directories");
        plan.overlays.push_back(overHost(directory, layers + "/" + name, transient));
      });
    });
  });
  return plan;
}

LogTarget readLog(JsonReader& request) {
  LogTarget log;
  request.object("log", [&](JsonReader& target) {
    log.path = target.text("path");
    log.maxSize = target.natural("maxSize").value_or(0);
    log.maxFiles = static_cast<unsigned>(target.natural("maxFiles").value_or(1));
  });
  return log;
}

struct StartedMonitor {
  Pid process;
  /** Our end of what it answers. */
  Fd answer;
};

/** In a session of its own: what is sent to the helper's does not reach it. */
Result<StartedMonitor> forkMonitor(MonitorPlan plan) {
  auto [ours, theirs] = TRY(makeSocketPair(SOCK_SEQPACKET));
  Pid process = TRY(Pid::fork("monitor"));
  if (!process) {
    setsid();
    std::vector<int> kept = {theirs.get()};
    if (plan.init.joined)
      for (const HeldNamespace& held : *plan.init.joined) kept.push_back(held.process.fd());
    closeAllExcept(kept);
    runMonitor(std::move(plan), std::move(theirs));
  }
  return StartedMonitor{std::move(process), std::move(ours)};
}

}  // namespace

Result<void> Server::reapAtEnd(Pid monitor) {
  int number = monitor.fd();
  auto kept = std::make_shared<Pid>(std::move(monitor));
  return loop_.add(number, EPOLLIN, [this, number, kept](uint32_t) {
    (void)kept->wait();
    loop_.remove(number);
  });
}

Result<MonitorPlan> Server::planOf(const std::string& container, JsonReader& request, std::vector<Fd>& fds) const {
  if (fds.size() != 1) return invalidError("create", container, "create takes the OCI config as one descriptor");
  std::string text = TRY(readAll(fds.front().get(), maxConfigBytes, "config.json"));
  MonitorPlan plan;
  plan.id = container;
  plan.directory = store_.path(container);
  plan.init.config = TRY(oci::parseConfig(text));
  plan.init.rootfs = readRootfs(request);
  plan.init.staging = plan.directory + "/rootfs";
  plan.init.rootless = settings_.caller.mode == Caller::Mode::rootless;
  plan.log = readLog(request);
  plan.log.owner = fileOwnerOf(settings_.caller);
  plan.stdinOpen = request.flag("stdin");
  plan.stdinOnce = request.flag("stdinOnce");
  TRY(checkPlan(plan.init));
  TRY(authorize(settings_.caller, plan.init, plan.log, store_));
  plan.init.bindRules = bindRulesOf(settings_.caller);
  plan.init.limits = settings_.caller.limits;
  if (plan.init.config.seccomp) plan.init.seccomp = TRY(compileSeccomp(*plan.init.config.seccomp));
  return plan;
}

/**
 * Safe for an untrusted caller: the config is parsed with limits and passed policy.cc; the cgroup path is ours, whatever the config says;
 * everything in the root filesystem is resolved inside it. What was made is unmade when a step fails.
 */
Result<void> Server::create(int64_t id, JsonReader& request, std::vector<Fd>& fds) {
  std::string container = TRY(containerOf(request));
  MonitorPlan plan = TRY(planOf(container, request, fds));
  TRY(store_.create(container));
  Result<cgroup::Directories> made = cgroups_.create(cgroupParentOf(settings_.caller) + "/" + container, plan.init.config.resources);
  auto undo = [this, container](const cgroup::Directories& directories) {
    (void)cgroup::remove(directories);
    (void)store_.remove(container);
  };
  if (!made) {
    undo({});
    return std::move(made.error());
  }
  plan.init.cgroups = *made;
  Result<StartedMonitor> monitor = forkMonitor(std::move(plan));
  Result<void> followed = monitor ? reapAtEnd(std::move(monitor->process)) : Result<void>(std::move(monitor.error()));
  if (!followed) {
    undo(*made);
    return std::move(followed.error());
  }
  int number = monitor->answer.get();
  pending_[number] = std::make_shared<Fd>(std::move(monitor->answer));
  return loop_.add(number, EPOLLIN, [this, id, number, undo, directories = *made, container](uint32_t) {
    Result<Packet> packet = receivePacket(number);
    loop_.remove(number);
    std::shared_ptr<void> keep = pending_[number];
    pending_.erase(number);
    Json reply = packet && !packet->data.empty() ? Json::parse(packet->data, nullptr, false) : Json();
    if (!reply.is_object()) reply = Json::parse(errorText(id, stateError(container, "the monitor died while it made the container")), nullptr, false);
    reply["id"] = id;
    if (!reply.contains("result")) undo(directories);
    send(reply.dump());
  });
}

}  // namespace bulkhead
