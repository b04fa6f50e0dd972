#include "monitor/spawn.h"

#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <csignal>

#include "namespaces/flags.h"
#include "process/setup_channel.h"
#include "sys/error_text.h"
#include "sys/packet.h"
#include "sys/syscalls.h"

namespace bulkhead {

namespace {

Result<Pid> cloneChild(uint64_t flags, const cgroup::Directories& cgroups) {
  Fd unified = TRY(cgroup::openUnified(cgroups));
  int pidfd = -1;
  clone_args args{};
  args.flags = flags | CLONE_PIDFD;
  args.pidfd = reinterpret_cast<uint64_t>(&pidfd);
  args.exit_signal = SIGCHLD;
  if (unified) {
    args.flags |= CLONE_INTO_CGROUP;
    args.cgroup = static_cast<uint64_t>(unified.get());
  }
  long pid = sys::clone3(args);
  if (pid < 0) return systemError("clone", "container", errno, errno == EPERM ? "a user namespace may be needed" : "");
  if (pid == 0) return Pid();
  return Pid(static_cast<pid_t>(pid), Fd(pidfd));
}

/** What a starting process says until it is ready, or until it has executed its program. */
struct SetupOutcome {
  bool ready = false;
  Pid process;
};

/** `outcome` is filled as far as it went, also when the process failed: what is known of it then still has to be waited for. */
Result<void> followSetup(int channel, ProcessIo* io, SetupOutcome& outcome) {
  for (;;) {
    Packet packet = TRY(receivePacket(channel));
    if (packet.data.empty()) return {};
    std::string_view text = std::string_view(packet.data).substr(1);
    switch (static_cast<SetupMessage>(packet.data.front())) {
      case SetupMessage::terminal:
        if (!packet.fds.empty() && io != nullptr) TRY(io->setTerminal(std::move(packet.fds.front())));
        break;
      case SetupMessage::pid: {
        pid_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        if (!packet.fds.empty()) outcome.process = Pid(number, std::move(packet.fds.front()));
        break;
      }
      case SetupMessage::ready:
        outcome.ready = true;
        return {};
      case SetupMessage::error:
        return decodeError(text);
      case SetupMessage::go:
      case SetupMessage::start:
        return invalidError("setup", "channel", "a starting process said what only its monitor says");
    }
  }
}

/** They belong to the container's root, who cannot make them where only the host's may write. */
Result<void> giveWritable(const InitPlan& plan) {
  auto root = std::find_if(plan.config.uidMappings.begin(), plan.config.uidMappings.end(), [](const auto& map) { return map.containerId == 0; });
  auto group = std::find_if(plan.config.gidMappings.begin(), plan.config.gidMappings.end(), [](const auto& map) { return map.containerId == 0; });
  if (root == plan.config.uidMappings.end() || group == plan.config.gidMappings.end()) return {};
  std::vector<Overlay> overlays = plan.rootfs.overlays;
  if (plan.rootfs.directory.empty()) overlays.push_back(plan.rootfs.base);
  for (const Overlay& overlay : overlays) {
    TRY(makeWritable(overlay));
    for (const std::string& path : {overlay.upper, overlay.work})
      if (!path.empty() && lchown(path.c_str(), root->hostId, group->hostId) != 0) return systemError("overlay", path);
  }
  return {};
}

Result<void> setUp(const InitPlan& plan, pid_t pid, int channel) {
  if (plan.config.makes("user") && !plan.bindRules) TRY(giveWritable(plan));
  if (plan.config.makes("user")) TRY(writeIdMaps(pid, plan.config.uidMappings, plan.config.gidMappings, plan.bindRules.has_value()));
  return sendSetup(channel, SetupMessage::go);
}

std::array<int, 3> numbersOf(const std::array<Fd, 3>& fds) { return {fds[0].get(), fds[1].get(), fds[2].get()}; }

}  // namespace

Result<Spawned> spawnInit(InitPlan& plan, ProcessIo* io) {
  auto [ours, theirs] = TRY(makeSocketPair(SOCK_SEQPACKET));
  plan.channel = theirs.get();
  std::array<Fd, 3> stdio;
  if (io != nullptr) {
    stdio = TRY(io->makePipes());
    plan.stdio = numbersOf(stdio);
  }
  // A pid namespace to join counts for children only, so it is entered here, and later execs are in it as well. Those that the policy holds
  // belong to a user namespace in which the child will have no rights: only this process can enter them.
  TRY(plan.joined ? joinHeld(*plan.joined) : joinNamespaces(plan.config, namespaceFlag("pid") | namespaceFlag("user")));
  Pid process = TRY(cloneChild(TRY(cloneFlags(plan)), plan.cgroups));
  if (!process) runInit(plan);
  theirs.reset();
  stdio = {};
  auto ready = [&, channel = ours.get()]() -> Result<void> {
    TRY(setUp(plan, process.number(), channel));
    SetupOutcome outcome;
    TRY(followSetup(channel, io, outcome));
    if (!outcome.ready) return stateError(plan.staging, "the container's process died while it was set up");
    return {};
  };
  if (Result<void> done = ready(); !done) {
    (void)process.signal(SIGKILL);
    (void)process.wait();
    return std::move(done.error());
  }
  return Spawned{std::move(process), std::move(ours)};
}

Result<Spawned> spawnExec(ExecPlan& plan, ProcessIo& io) {
  auto [ours, theirs] = TRY(makeSocketPair(SOCK_SEQPACKET));
  std::array<Fd, 3> stdio = TRY(io.makePipes());
  plan.channel = theirs.get();
  plan.stdio = numbersOf(stdio);
  Pid between = TRY(cloneChild(0, plan.cgroups));
  if (!between) runExec(plan);
  theirs.reset();
  stdio = {};
  SetupOutcome outcome;
  Result<void> followed = followSetup(ours.get(), &io, outcome);
  // The process and the one between it and us tell of themselves in either order.
  if (!followed && !outcome.process) (void)followSetup(ours.get(), &io, outcome);
  (void)between.wait();
  if (!followed && outcome.process) {
    // A zombie in the container's pid namespace would keep its init from ever ending.
    (void)outcome.process.signal(SIGKILL);
    (void)outcome.process.wait();
  }
  if (!followed) return std::move(followed.error());
  if (!outcome.process) return stateError("exec", "the process died while it was set up");
  return Spawned{std::move(outcome.process), std::move(ours)};
}

Result<void> awaitExec(int channel) {
  Packet packet = TRY(receivePacket(channel));
  if (packet.data.empty()) return {};
  return decodeError(std::string_view(packet.data).substr(1));
}

}  // namespace bulkhead
