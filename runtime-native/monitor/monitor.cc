#include "monitor/monitor.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "helper/reply.h"
#include "sys/files.h"

namespace bulkhead {

std::string exitLine(const ExitStatus& exit, const std::string& execId) {
  Json line = exitJson(exit);
  line["event"] = "exit";
  if (!execId.empty()) line["exec"] = execId;
  return line.dump() + "\n";
}

namespace {

void tell(const std::vector<Fd>& watchers, const std::string& line) {
  for (const Fd& watcher : watchers) (void)send(watcher.get(), line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace

Result<void> Monitor::create(LogWriter& log) {
  directory_ = TRY(openAt(AT_FDCWD, plan_.directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  record_.id = plan_.id;
  record_.createdAt = nowMs();
  record_.monitorPid = getpid();
  record_.monitorStart = TRY(startTimeOf(getpid()));
  record_.cgroups = plan_.init.cgroups;
  ProcessIo::Options options{plan_.init.config.process.terminal, plan_.stdinOpen, plan_.stdinOnce};
  io_ = std::make_unique<ProcessIo>(loop_, options, &log);
  init_ = TRY(spawnInit(plan_.init, io_.get()));
  record_.pid = init_.process.number();
  record_.pidStart = TRY(startTimeOf(record_.pid));
  TRY(io_->start());
  log.onFailure([this](const Error& error) { report(error); });
  oom_ = TRY(cgroup::OomWatch::open(record_.cgroups));
  if (oom_) TRY(loop_.add(oom_.fd(), EPOLLIN, [this](uint32_t) { onOom(); }));
  TRY(reserveExit(directory_.get()));
  TRY(loop_.add(init_.process.fd(), EPOLLIN, [this](uint32_t) { onExit(); }));
  TRY(listen());
  return writeRecord(directory_.get(), record_);
}

/** With mode 0600: whoever can connect is the helper's user or root. */
Result<void> Monitor::listen() {
  listener_.reset(socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!listener_) return systemError("monitor", "socket");
  // By the descriptor's name: a path longer than 107 bytes does not fit into an address.
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::string path = fdPath(directory_.get()) + "/monitor.sock";
  path.copy(static_cast<char*>(address.sun_path), sizeof address.sun_path - 1);
  mode_t mask = umask(0177);
  int bound = bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address);
  umask(mask);
  if (bound != 0) return systemError("monitor", "monitor.sock");
  if (::listen(listener_.get(), 64) != 0) return systemError("monitor", "monitor.sock");
  return loop_.add(listener_.get(), EPOLLIN, [this](uint32_t) { accept(); });
}

void Monitor::accept() {
  Fd client(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
  if (!client) return;
  int number = client.get();
  if (Result<void> added = loop_.add(number, EPOLLIN, [this, number](uint32_t) { serve(number); }); !added) return;
  connections_[number] = std::move(client);
}

void Monitor::serve(int client) {
  Result<Packet> packet = receivePacket(client);
  if (!packet && packet.error().errnum == EAGAIN) return;
  if (!packet || packet->data.empty()) {
    loop_.remove(client);
    connections_.erase(client);
    return;
  }
  Result<Json> request = parseJson(packet->data, "request");
  if (!request) return;
  std::optional<Error> error;
  JsonReader reader(*request, "", error);
  int64_t id = reader.integer("id").value_or(0);
  Result<Reply> reply = perform(reader, packet->fds);
  if (reply && error) reply = *error;
  std::vector<int> fds;
  if (reply)
    for (const Fd& fd : reply->fds) fds.push_back(fd.get());
  // A helper that is gone needs no answer; its successor asks again.
  (void)sendPacket(client, reply ? resultText(id, reply->result) : errorText(id, reply.error()), fds);
}

void Monitor::onOom() {
  for (uint64_t count = oom_.kills(); count > 0; count--) tell(watchers_, Json{{"event", "oom"}}.dump() + "\n");
}

void Monitor::report(const Error& error) {
  fprintf(stderr, "bulkhead-helper: container %s: %s\n", plan_.id.c_str(), error.message.c_str());
  tell(watchers_, Json{{"event", "trouble"}, {"step", error.step}, {"message", error.message}}.dump() + "\n");
}

void Monitor::onExit() {
  // What killed it may not have had its turn yet.
  onOom();
  Result<Pid::Status> status = init_.process.wait();
  loop_.remove(init_.process.fd());
  exit_ = exitStatusOf(status ? *status : Pid::Status{0, SIGKILL}, cgroup::oomKills(record_.cgroups) > 0);
  auto record = [this] {
    // On disk before anyone is told: a helper that starts in between must find it.
    if (Result<void> written = writeExit(directory_.get(), *exit_); !written) report(written.error());
    tell(watchers_, exitLine(*exit_, ""));
    watchers_.clear();
  };
  io_->finish(record, [this] { loop_.stop(); });
}

void Monitor::onExecExit(const std::string& id) {
  Exec& exec = execs_[id];
  Result<Pid::Status> status = exec.process.wait();
  loop_.remove(exec.process.fd());
  exec.exit = exitStatusOf(status ? *status : Pid::Status{0, SIGKILL}, false);
  auto record = [&] {
    tell(exec.watchers, exitLine(*exec.exit, id));
    exec.watchers.clear();
  };
  exec.io->finish(record, [this, id] { execs_[id].io.reset(); });
}

void runMonitor(MonitorPlan plan, Fd answer) {
  ::signal(SIGPIPE, SIG_IGN);
  prctl(PR_SET_NAME, "bulkhead-mon");
  Result<LogWriter> log = LogWriter::open(plan.log);
  auto made = [&]() -> Result<std::unique_ptr<Monitor>> {
    Loop loop = TRY(Loop::make());
    return std::make_unique<Monitor>(std::move(plan), std::move(loop));
  }();
  Result<void> created = !made ? Result<void>(std::move(made.error())) : !log ? Result<void>(std::move(log.error())) : (*made)->create(*log);
  std::string text = created ? resultText(0, stateJson((*made)->record(), std::nullopt)) : errorText(0, created.error());
  (void)sendPacket(answer.get(), text, {});
  answer.reset();
  if (created) (*made)->run();
  // Nothing to unwind: the kernel closes what is open, and the helper removes what is on disk.
  _exit(created ? 0 : 1);
}

}  // namespace bulkhead
