#include "helper/serve.h"

#include <fcntl.h>
#include <unistd.h>

#include "helper/reply.h"
#include "helper/server.h"
#include "helper/sub_ids.h"
#include "sys/files.h"

namespace bulkhead {

namespace {

constexpr size_t maxAccountBytes = 4 << 20;

std::string textOr(const char* path) {
  Result<std::string> text = readFileAt(AT_FDCWD, path, maxAccountBytes);
  return text ? text.take() : "";
}

}  // namespace

Result<std::unique_ptr<Server>> Server::make(Loop& loop, Fd channel, ServerSettings settings) {
  ContainerStore store = TRY(ContainerStore::open(settings.runRoot));
  cgroup::Manager cgroups = TRY(cgroup::Manager::probe());
  TRY(setNonBlocking(channel.get()));
  std::unique_ptr<Server> server(new Server(loop, std::move(channel), std::move(settings), std::move(store), std::move(cgroups)));
  TRY(loop.add(server->channel_.get(), EPOLLIN, [raw = server.get()](uint32_t) { raw->receive(); }));
  return server;
}

Server::~Server() {
  loop_.remove(channel_.get());
  cgroup::removeEmpty(cgroups_.find(cgroupParentOf(settings_.caller)));
}

void Server::receive() {
  Result<Packet> packet = receivePacket(channel_.get());
  if (!packet && packet.error().errnum == EAGAIN) return;
  if (!packet || packet->data.empty()) {
    // The engine is gone. Containers do not need this process; their monitors go on.
    loop_.stop();
    return;
  }
  Result<Json> json = parseJson(packet->data, "request");
  if (!json) return send(errorText(0, json.error()));
  std::optional<Error> error;
  JsonReader request(*json, "", error);
  dispatch(request.integer("id").value_or(0), request, packet->fds, packet->data);
}

void Server::dispatch(int64_t id, JsonReader& request, std::vector<Fd>& fds, const std::string& packet) {
  std::string op = request.text("op");
  Result<void> begun;
  if (op == "create") {
    begun = create(id, request, fds);
  } else if (op == "unpack") {
    begun = unpack(id, request, fds);
  } else if (op == "removeTree") {
    begun = removeTree(id, request);
  } else if (op == "start" || op == "attach" || op == "watch" || op == "exec" || op == "signal" || op == "resize") {
    begun = forward(id, request, fds, packet);
  } else {
    Result<Json> result = perform(op, request, fds);
    return send(result ? resultText(id, *result) : errorText(id, result.error()));
  }
  if (!begun) send(errorText(id, begun.error()));
}

void Server::send(const std::string& packet, const std::vector<int>& fds) {
  for (int attempt = 0; attempt < 1000; ++attempt) {
    Result<void> sent = sendPacket(channel_.get(), packet, fds);
    if (sent || sent.error().errnum != EAGAIN) return;
    usleep(1000);
  }
  // An engine that takes nothing for a second is not one to wait for.
  loop_.stop();
}

/**
 * Safe for an untrusted caller: the archive is parsed in a process without privileges or a way out of the new directory (layer/unpack.cc),
 * which for a caller who is not root is the caller's own from before it looks at the path: whatever links lie there lead only where the
 * caller can go, and a setuid file in a layer is the caller's.
 */
Result<void> Server::unpack(int64_t id, JsonReader& request, std::vector<Fd>& fds) {
  UnpackRequest job;
  job.target = request.text("target");
  job.diffId = request.text("diffId");
  job.maxBytes = request.natural("maxBytes").value_or(0);
  job.maxEntries = request.natural("maxEntries").value_or(0);
  if (fds.size() != 1) return invalidError("unpack", job.target, "unpack takes the layer as one descriptor");
  if (!isBelow(job.target, settings_.caller.dataRoot)) return deniedError("unpack", job.target, job.target + " is outside of the data directory");
  job.archive = fds.front().get();
  job.owner = jobOwnerOf(settings_.caller);
  return followJob(id, TRY(startUnpack(job)), true);
}

/** Safe for an untrusted caller: as in unpack, and no link is followed within the tree (layer/remove_tree.cc). */
Result<void> Server::removeTree(int64_t id, JsonReader& request) {
  std::string path = request.text("path");
  if (path == settings_.caller.dataRoot || !isBelow(path, settings_.caller.dataRoot))
    return deniedError("removeTree", path, path + " is outside of the data directory");
  return followJob(id, TRY(startRemoval(path, jobOwnerOf(settings_.caller))), false);
}

Result<void> Server::followJob(int64_t id, Job job, bool isUnpack) {
  int number = job.fd();
  auto kept = std::make_shared<Job>(std::move(job));
  pending_[number] = kept;
  return loop_.add(number, EPOLLIN, [this, id, number, kept, isUnpack](uint32_t) {
    loop_.remove(number);
    pending_.erase(number);
    if (isUnpack) {
      Result<UnpackResult> result = finishUnpack(*kept);
      return send(result ? resultText(id, {{"bytes", result->bytes}, {"entries", result->entries}}) : errorText(id, result.error()));
    }
    Result<std::string> result = kept->finish();
    send(result ? resultText(id, Json::object()) : errorText(id, result.error()));
  });
}

Caller callerOf(Caller::Mode mode, uid_t uid, gid_t gid, std::string dataRoot) {
  std::string name = userNameOf(uid, textOr("/etc/passwd"));
  std::string number = std::to_string(uid);
  return Caller{mode,
                uid,
                gid,
                subordinateMappings(uid, name, number, textOr("/etc/subuid")),
                subordinateMappings(gid, name, number, textOr("/etc/subgid")),
                std::move(dataRoot)};
}

Result<void> removeUnfinished(const Caller& caller, const std::string& runRoot) {
  ContainerStore store = TRY(ContainerStore::open(runRoot));
  std::vector<std::string> unfinished = store.unfinished();
  if (unfinished.empty()) return {};
  cgroup::Manager cgroups = TRY(cgroup::Manager::probe());
  for (const std::string& id : unfinished) {
    // The init of one whose monitor is still at it dies with its cgroup, and the monitor of that.
    (void)cgroup::remove(cgroups.find(cgroupParentOf(caller) + "/" + id));
    (void)store.remove(id);
  }
  return {};
}

Result<void> serve(Fd channel, Caller caller, const std::string& runRoot, std::map<std::string, uint64_t> hostNamespaces) {
  Loop loop = TRY(Loop::make());
  std::unique_ptr<Server> server = TRY(Server::make(loop, std::move(channel), ServerSettings{std::move(caller), runRoot, std::move(hostNamespaces)}));
  loop.run();
  return {};
}

}  // namespace bulkhead
