#pragma once

#include <map>
#include <memory>

#include "cgroup/oom_watch.h"
#include "monitor/records.h"
#include "monitor/spawn.h"
#include "oci/json_reader.h"
#include "sys/packet.h"

namespace bulkhead {

/** What the helper hands over to the monitor it forks. */
struct MonitorPlan {
  std::string id;
  /** `<run>/containers/<id>`. */
  std::string directory;
  InitPlan init;
  LogTarget log;
  bool stdinOpen = false;
  bool stdinOnce = false;
};

/**
 * Supervises one container: owns its streams, its log and its exit status, and outlives the helper and the engine. Serves the helper's
 * requests on `<directory>/monitor.sock`; each packet is answered by one packet.
 */
class Monitor {
 public:
  Monitor(MonitorPlan plan, Loop loop) : plan_(std::move(plan)), loop_(std::move(loop)) {}

  /** Makes the container and its socket. */
  Result<void> create(LogWriter& log);
  /** Until the container has ended and every client has what it wrote. */
  void run() { loop_.run(); }
  [[nodiscard]] const ContainerRecord& record() const { return record_; }

 private:
  struct Exec {
    uint64_t number = 0;
    std::unique_ptr<ProcessIo> io;
    Pid process;
    std::optional<ExitStatus> exit;
    std::vector<Fd> watchers;
  };

  Result<void> listen();
  void accept();
  void serve(int client);
  struct Reply {
    Json result = Json::object();
    std::vector<Fd> fds;
  };
  Result<Reply> perform(JsonReader& request, std::vector<Fd>& fds);
  Result<Reply> start();
  Result<Reply> attach(JsonReader& request);
  Result<Reply> watch(JsonReader& request);
  Result<Reply> exec(JsonReader& request, std::vector<Fd>& fds);
  void forgetOldExecs();
  Result<Reply> signal(JsonReader& request);
  Result<void> signalAll(int number);
  Result<Reply> resize(JsonReader& request);
  Result<Fd> makeWatch(std::vector<Fd>& watchers, const std::optional<ExitStatus>& exit, const std::string& execId);
  Result<ProcessIo*> ioOf(JsonReader& request);
  void onOom();
  void onExit();
  /** Of what goes wrong while nobody asks: on the helper's standard error, and to whoever watches. */
  void report(const Error& error);
  void onExecExit(const std::string& id);

  MonitorPlan plan_;
  Loop loop_;
  Fd directory_;
  Fd listener_;
  std::map<int, Fd> connections_;
  std::unique_ptr<ProcessIo> io_;
  Spawned init_;
  ContainerRecord record_;
  std::optional<ExitStatus> exit_;
  std::vector<Fd> watchers_;
  cgroup::OomWatch oom_;
  std::map<std::string, Exec> execs_;
  uint64_t nextExec_ = 0;
};

/** The body of the monitor's process: tells `answer` the container's state or the error, then runs. Never returns. */
[[noreturn]] void runMonitor(MonitorPlan plan, Fd answer);

/** `{"event":"exit",…}` with a newline. */
std::string exitLine(const ExitStatus& exit, const std::string& execId);

}  // namespace bulkhead
