#pragma once

#include <map>
#include <memory>

#include "helper/container_store.h"
#include "helper/policy.h"
#include "layer/unpack.h"
#include "monitor/monitor.h"
#include "sys/loop.h"

namespace bulkhead {

/** Inodes of the namespaces the helper was started in: what "shared with the host" means. */
using HostNamespaces = std::map<std::string, uint64_t>;
HostNamespaces readNamespaces(pid_t pid);

struct ServerSettings {
  Caller caller;
  std::string runRoot;
  HostNamespaces hostNamespaces;
};

/**
 * The helper's side of the protocol (engine/helper/protocol.ts) for one connected caller. Every request is one packet of at most 64 KiB
 * with a fixed set of operations; what each of them may do for whom is argued above its handler and decided in policy.cc.
 */
class Server {
 public:
  static Result<std::unique_ptr<Server>> make(Loop& loop, Fd channel, ServerSettings settings);
  ~Server();

 private:
  Server(Loop& loop, Fd channel, ServerSettings settings, ContainerStore store, cgroup::Manager cgroups)
      : loop_(loop), channel_(std::move(channel)), settings_(std::move(settings)), store_(std::move(store)), cgroups_(std::move(cgroups)) {}

  void receive();
  void dispatch(int64_t id, JsonReader& request, std::vector<Fd>& fds, const std::string& packet);
  /** An operation that is answered at once. */
  Result<Json> perform(const std::string& op, JsonReader& request, std::vector<Fd>& fds);
  void send(const std::string& packet, const std::vector<int>& fds = {});

  Json hello() const;
  Result<Json> list(JsonReader& request) const;
  Result<Json> state(JsonReader& request) const;
  Result<Json> view(JsonReader& request) const;
  Result<Json> setFrozen(JsonReader& request, bool frozen) const;
  Result<Json> update(JsonReader& request, std::vector<Fd>& fds) const;
  Result<Json> remove(JsonReader& request) const;

  Result<void> create(int64_t id, JsonReader& request, std::vector<Fd>& fds);
  /** It outlives this helper; while both live, it is ours to reap. */
  Result<void> reapAtEnd(Pid monitor);
  Result<MonitorPlan> planOf(const std::string& container, JsonReader& request, std::vector<Fd>& fds) const;
  Result<void> unpack(int64_t id, JsonReader& request, std::vector<Fd>& fds);
  Result<void> removeTree(int64_t id, JsonReader& request);
  Result<void> followJob(int64_t id, Job job, bool isUnpack);
  /** To the container's monitor, whose answer goes back as it comes. */
  Result<void> forward(int64_t id, JsonReader& request, std::vector<Fd>& fds, const std::string& packet);
  void answerWithoutMonitor(int64_t id, const std::string& op, const std::string& container);

  Result<std::string> containerOf(JsonReader& request) const;

  Loop& loop_;
  Fd channel_;
  ServerSettings settings_;
  ContainerStore store_;
  cgroup::Manager cgroups_;
  /** Of operations under way: what keeps the event loop's handlers' things alive, by descriptor. */
  std::map<int, std::shared_ptr<void>> pending_;
};

}  // namespace bulkhead
