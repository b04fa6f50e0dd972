#include "helper/one_shot.h"

#include <fcntl.h>
#include <unistd.h>

#include "helper/container_store.h"
#include "monitor/spawn.h"
#include "oci/parse_config.h"
#include "process/setup_channel.h"
#include "sys/files.h"

namespace bulkhead {

namespace {

constexpr const char* parent = "bulkhead";

Result<InitPlan> planOf(const std::string& bundle, const std::string& staging) {
  std::string text = TRY(readFileAt(AT_FDCWD, bundle + "/config.json", 1 << 20));
  InitPlan plan;
  plan.config = TRY(oci::parseConfig(text));
  const std::string& root = plan.config.rootPath;
  plan.rootfs.directory = root.empty() || root.front() != '/' ? bundle + "/" + (root.empty() ? "rootfs" : root) : root;
  plan.staging = staging;
  plan.stdio = {0, 1, 2};
  if (plan.config.process.terminal) return unsupportedError("run", "terminal", "a terminal needs the engine: set process.terminal to false");
  TRY(checkPlan(plan));
  if (plan.config.seccomp) plan.seccomp = TRY(compileSeccomp(*plan.config.seccomp));
  return plan;
}

Result<int> runPlan(InitPlan& plan) {
  Spawned spawned = TRY(spawnInit(plan, nullptr));
  TRY(sendSetup(spawned.channel.get(), SetupMessage::start));
  Result<void> executed = awaitExec(spawned.channel.get());
  Pid::Status status = TRY(spawned.process.wait());
  if (!executed) return std::move(executed.error());
  return status.signal != 0 ? 128 + status.signal : status.code;
}

}  // namespace

Result<int> runBundle(const std::string& bundle, const std::string& id, const std::string& runRoot) {
  ContainerStore store = TRY(ContainerStore::open(runRoot));
  TRY(store.create(id));
  auto run = [&]() -> Result<int> {
    InitPlan plan = TRY(planOf(bundle, store.path(id) + "/rootfs"));
    cgroup::Manager cgroups = TRY(cgroup::Manager::probe());
    // Nobody asks for its usage while it runs; a cgroup namespace, though, would show the host's cgroups where it has none of its own.
    if (!plan.config.makes("cgroup")) cgroups = cgroups.only(plan.config.resources);
    plan.cgroups = TRY(cgroups.create(std::string(parent) + "/" + id, plan.config.resources));
    Result<int> code = runPlan(plan);
    TRY(cgroup::remove(plan.cgroups));
    cgroup::removeEmpty(cgroups.find(parent));
    return code;
  };
  Result<int> code = run();
  TRY(store.remove(id));
  return code;
}

}  // namespace bulkhead
