#include <fcntl.h>
#include <sched.h>
#include <sys/socket.h>

#include <algorithm>
#include <csignal>

#include "monitor/monitor.h"
#include "oci/parse_config.h"
#include "process/capabilities.h"
#include "process/setup_channel.h"

namespace bulkhead {

namespace {

constexpr size_t maxDocumentBytes = 1 << 20;
/** How many ended execs can still be asked for their exit; a health check makes one every few seconds, for months. */
constexpr size_t maxEndedExecs = 256;

Error notFound(const std::string& execId) { return Error{"not-found", "exec", execId, "there is no exec " + execId + " in this container", 0}; }

}  // namespace

Result<Monitor::Reply> Monitor::perform(JsonReader& request, std::vector<Fd>& fds) {
  std::string op = request.text("op");
  if (op == "start") return start();
  if (op == "attach") return attach(request);
  if (op == "watch") return watch(request);
  if (op == "exec") return exec(request, fds);
  if (op == "signal") return signal(request);
  if (op == "resize") return resize(request);
  return invalidError("protocol", op, "the monitor knows no operation \"" + op + "\"");
}

Result<Monitor::Reply> Monitor::start() {
  if (record_.startedAt != 0) return stateError(plan_.id, "the container has been started already");
  TRY(sendSetup(init_.channel.get(), SetupMessage::start));
  TRY(awaitExec(init_.channel.get()));
  init_.channel.reset();
  record_.startedAt = nowMs();
  TRY(writeRecord(directory_.get(), record_));
  return Reply{stateJson(record_, std::nullopt), {}};
}

Result<ProcessIo*> Monitor::ioOf(JsonReader& request) {
  std::string execId = request.text("exec");
  if (execId.empty()) return io_.get();
  auto found = execs_.find(execId);
  if (found == execs_.end() || !found->second.io) return notFound(execId);
  return found->second.io.get();
}

Result<Monitor::Reply> Monitor::attach(JsonReader& request) {
  ProcessIo* io = TRY(ioOf(request));
  Reply reply;
  reply.fds.push_back(TRY(io->attach(request.flag("stdin"), request.flag("stdout"), request.flag("stderr"))));
  return reply;
}

Result<Fd> Monitor::makeWatch(std::vector<Fd>& watchers, const std::optional<ExitStatus>& exit, const std::string& execId) {
  auto [ours, theirs] = TRY(makeSocketPair(SOCK_STREAM));
  if (exit) {
    std::string line = exitLine(*exit, execId);
    (void)send(ours.get(), line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  } else {
    watchers.push_back(std::move(ours));
  }
  return std::move(theirs);
}

Result<Monitor::Reply> Monitor::watch(JsonReader& request) {
  std::string execId = request.text("exec");
  Reply reply;
  if (execId.empty()) {
    reply.fds.push_back(TRY(makeWatch(watchers_, exit_, "")));
    return reply;
  }
  auto found = execs_.find(execId);
  if (found == execs_.end()) return notFound(execId);
  reply.fds.push_back(TRY(makeWatch(found->second.watchers, found->second.exit, execId)));
  return reply;
}

/** Oldest first; those that run, or whose clients have not got everything yet, stay. */
void Monitor::forgetOldExecs() {
  auto isOver = [](const auto& entry) { return entry.second.exit && !entry.second.io; };
  auto ended = static_cast<size_t>(std::count_if(execs_.begin(), execs_.end(), isOver));
  while (ended >= maxEndedExecs) {
    auto oldest = execs_.end();
    for (auto entry = execs_.begin(); entry != execs_.end(); ++entry)
      if (isOver(*entry) && (oldest == execs_.end() || entry->second.number < oldest->second.number)) oldest = entry;
    execs_.erase(oldest);
    --ended;
  }
}

Result<Monitor::Reply> Monitor::exec(JsonReader& request, std::vector<Fd>& fds) {
  std::string execId = request.text("exec");
  if (execId.empty() || fds.size() != 1) return invalidError("exec", execId, "exec takes an id and the process as a descriptor");
  if (execs_.contains(execId)) return Error{"exists", "exec", execId, "there is an exec " + execId + " already", 0};
  if (record_.startedAt == 0 || exit_) return stateError(plan_.id, "the container is not running");
  // A process that joins a frozen cgroup stands still at once, and this process with it, waiting for word of the exec.
  if (cgroup::isFrozen(record_.cgroups)) return stateError(plan_.id, "the container is paused: resume it before starting a process in it");
  forgetOldExecs();
  std::string text = TRY(readAll(fds.front().get(), maxDocumentBytes, "process"));
  ExecPlan plan;
  plan.process = TRY(oci::parseProcess(text));
  if (plan.process.capabilities) TRY(checkCapabilities(*plan.process.capabilities, plan_.init.config.makes("user")));
  plan.cgroups = record_.cgroups;
  plan.seccomp = plan_.init.seccomp;
  plan.limits = plan_.init.limits;
  plan.init = init_.process.fd();
  plan.namespaces = CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWPID | CLONE_NEWCGROUP;
  if (plan_.init.config.makes("user")) plan.namespaces |= CLONE_NEWUSER;
  ProcessIo::Options options{plan.process.terminal, request.flag("stdin"), true};
  Exec exec;
  exec.number = nextExec_++;
  exec.io = std::make_unique<ProcessIo>(loop_, options, nullptr);
  Spawned spawned = TRY(spawnExec(plan, *exec.io));
  exec.process = std::move(spawned.process);
  Reply reply;
  reply.result["pid"] = exec.process.number();
  // Attached before the first byte is read, so nothing of it is lost.
  reply.fds.push_back(TRY(exec.io->attach(request.flag("stdin"), true, true)));
  reply.fds.push_back(TRY(makeWatch(exec.watchers, std::nullopt, execId)));
  TRY(exec.io->start());
  TRY(loop_.add(exec.process.fd(), EPOLLIN, [this, execId](uint32_t) { onExecExit(execId); }));
  execs_[execId] = std::move(exec);
  return reply;
}

Result<Monitor::Reply> Monitor::signal(JsonReader& request) {
  auto number = static_cast<int>(request.integer("signal").value_or(0));
  std::string execId = request.text("exec");
  if (!execId.empty()) {
    auto found = execs_.find(execId);
    if (found == execs_.end() || found->second.exit) return notFound(execId);
    TRY(found->second.process.signal(number));
    return Reply{};
  }
  if (exit_) return stateError(plan_.id, "the container is not running");
  Result<void> sent = request.flag("all") ? signalAll(number) : init_.process.signal(number);
  if (!sent) return std::move(sent.error());
  // In a v1 freezer even SIGKILL waits until the process is thawed.
  if (number == SIGKILL && cgroup::isFrozen(record_.cgroups)) TRY(cgroup::freeze(record_.cgroups, false));
  return Reply{};
}

Result<void> Monitor::signalAll(int number) {
  for (pid_t pid : cgroup::processes(record_.cgroups)) {
    Result<Pid> process = Pid::open(pid);
    if (process) (void)process->signal(number);
  }
  // Without a cgroup the pid namespace ends with its first process.
  if (record_.cgroups.empty()) return init_.process.signal(number);
  return {};
}

Result<Monitor::Reply> Monitor::resize(JsonReader& request) {
  ProcessIo* io = TRY(ioOf(request));
  TRY(io->resize(static_cast<unsigned>(request.natural("rows").value_or(0)), static_cast<unsigned>(request.natural("columns").value_or(0))));
  return Reply{};
}

}  // namespace bulkhead
