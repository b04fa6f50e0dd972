#include "process/init.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "namespaces/flags.h"
#include "process/capabilities.h"
#include "process/command.h"
#include "process/identity.h"
#include "process/setup_channel.h"
#include "process/sysctl.h"
#include "process/terminal.h"
#include "sys/error_text.h"
#include "sys/files.h"
#include "sys/in_root.h"
#include "sys/syscalls.h"

namespace bulkhead {

namespace {

constexpr int exitNotFound = 127;
constexpr int exitNotExecutable = 126;
constexpr int exitFailed = 128;

struct InitState {
  InitPlan& plan;
  RootfsContext rootfs;
  /** The host's, from before the pivot: the container's may be covered by anything (CVE-2019-16884). */
  Fd proc;
  Terminal terminal;
};

bool ownUserNamespace(const InitPlan& plan) { return plan.config.makes("user"); }

/** An init without its monitor would run unseen and write to nobody. */
Result<void> dieWithMonitor() {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return systemError("setup", "parent death signal");
  return {};
}

/** A caller's supplementary groups stay until becomeUser sets the container's: they count where its folders are opened. Root's go at once. */
Result<void> becomeRootOfNamespace(const InitPlan& plan) {
  if (!ownUserNamespace(plan)) return {};
  if (!plan.bindRules && sys::setgroups(0, nullptr) != 0) return systemError("user namespace", "groups");
  if (setresgid(0, 0, 0) != 0 || setresuid(0, 0, 0) != 0)
    return systemError("user namespace", "id 0", errno, "uidMappings and gidMappings must map 0");
  // The change of ids made this process dumpable and took the death signal away.
  TRY(dieWithMonitor());
  if (prctl(PR_SET_DUMPABLE, 0) != 0) return systemError("user namespace", "dumpable");
  return {};
}

/** In its cgroups already: they are the root of the namespace. */
Result<void> enterCgroupNamespace(const InitPlan& plan) {
  if (plan.config.makes("cgroup") && unshare(CLONE_NEWCGROUP) != 0) return systemError("namespaces", "cgroup");
  return {};
}

Result<void> newSession() {
  if (setsid() < 0) return systemError("setup", "session");
  // A keyring of the caller's must not be reachable; kernels without keyrings have nothing to hide.
  if (sys::keyctlJoinSession() < 0 && errno != ENOSYS && errno != EPERM) return systemError("setup", "session keyring");
  return {};
}

Result<void> startTerminal(InitState& state) {
  if (!state.plan.config.process.terminal) return {};
  state.terminal = TRY(openTerminal(state.rootfs.root.get(), state.plan.config.process));
  TRY(bindConsole(state.rootfs, state.terminal.slave.get()));
  TRY(sendSetup(state.plan.channel, SetupMessage::terminal, {}, state.terminal.master.get()));
  state.terminal.master.reset();
  return {};
}

Result<void> setHostName(const oci::Config& config) {
  if (!config.hostname.empty() && sethostname(config.hostname.data(), config.hostname.size()) != 0)
    return systemError("hostname", config.hostname, errno, "it needs a uts namespace of the container's own");
  if (!config.domainname.empty() && setdomainname(config.domainname.data(), config.domainname.size()) != 0)
    return systemError("domainname", config.domainname, errno, "it needs a uts namespace of the container's own");
  return {};
}

Result<void> takeStreams(InitState& state) {
  if (state.plan.config.process.terminal) return takeTerminal(state.terminal.slave.get());
  return takeStdio(state.plan.stdio);
}

/**
 * As with runc and Docker, a working directory that is missing is made. Nothing is done about a failure: entering it says what is wrong
 * then, and refuses what leads out of the root, which this cannot follow.
 */
void makeWorkingDirectory(const RootfsContext& rootfs) {
  if (Result<Fd> made = makeDirectoryInRoot(rootfs.root.get(), rootfs.config.process.cwd, 0755); !made) return;
}

/** The start of a container, in the order that makes it safe. Each step may rely on those before it. */
Result<void> prepare(InitState& state) {
  InitPlan& plan = state.plan;
  const oci::Config& config = plan.config;
  TRY(dieWithMonitor());
  // As the helper's user still: the cgroup's files are its own. On v2 the clone has done it.
  TRY(cgroup::enterVersion1(plan.cgroups));
  TRY(awaitSetup(plan.channel, SetupMessage::go));
  TRY(openStaging(state.rootfs));
  if (ownUserNamespace(plan) && !plan.bindRules) TRY(openSources(state.rootfs));
  // As the helper's user still, too: of one that becomes another user the files in /proc are not its own any more. The kernel lets nobody go
  // below what was inherited without a capability of the host's, which a process in a user namespace of its own has lost.
  state.proc = TRY(openAt(AT_FDCWD, "/proc", O_PATH | O_DIRECTORY));
  TRY(adjustOomScore(config.process, state.proc.get()));
  TRY(becomeRootOfNamespace(plan));
  if (!plan.joined) TRY(joinNamespaces(config, CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP));
  TRY(enterCgroupNamespace(plan));
  TRY(newSession());
  if (config.makes("network")) TRY(bringLoopbackUp());
  TRY(makeMountsPrivate(state.rootfs));
  TRY(mountBase(state.rootfs));
  TRY(mountOverlays(state.rootfs));
  TRY(mountAll(state.rootfs));
  TRY(makeDevices(state.rootfs));
  TRY(startTerminal(state));
  makeWorkingDirectory(state.rootfs);
  TRY(maskPaths(state.rootfs));
  TRY(makeReadonly(state.rootfs));
  TRY(pivotRoot(state.rootfs));
  TRY(setHostName(config));
  TRY(writeSysctls(config, state.proc.get()));
  if (plan.limits) TRY(lowerLimitsTo(*plan.limits));
  TRY(setResourceLimits(config.process));
  TRY(takeStreams(state));
  TRY(enterWorkingDirectory(config.process.cwd));
  TRY(sendSetup(plan.channel, SetupMessage::ready));
  TRY(awaitSetup(plan.channel, SetupMessage::start));
  closeAllExcept({plan.channel});
  TRY(becomeUser(config.process, plan.seccomp));
  return dieWithMonitor();
}

}  // namespace

Result<void> checkPlan(const InitPlan& plan) {
  const oci::Config& config = plan.config;
  TRY(namespaceFlags(config));
  TRY(checkSysctls(config));
  if (config.hasHooks) return unsupportedError("hooks", "hooks", "OCI hooks are not supported yet: remove them from the config");
  if (ownUserNamespace(plan) && (config.uidMappings.empty() || config.gidMappings.empty()))
    return invalidError("user namespace", "uidMappings", "a user namespace needs uidMappings and gidMappings");
  if (config.process.capabilities) {
    TRY(checkCapabilities(*config.process.capabilities, ownUserNamespace(plan)));
    for (const std::string& name : ungrantableAmbient(*config.process.capabilities))
      fprintf(stderr, "bulkhead-helper: warning: %s is in process.capabilities.ambient but not in .inheritable, and is left out\n", name.c_str());
  }
  return {};
}

Result<uint64_t> cloneFlags(const InitPlan& plan) {
  uint64_t flags = TRY(namespaceFlags(plan.config));
  return flags & ~static_cast<uint64_t>(CLONE_NEWCGROUP);
}

void runInit(InitPlan& plan) {
  resetSignals();
  InitState state{plan,
                  RootfsContext{plan.config, plan.rootfs, plan.staging, plan.cgroups, plan.rootless || ownUserNamespace(plan), plan.bindRules, Fd()},
                  Fd(),
                  {}};
  Result<void> prepared = prepare(state);
  if (!prepared) failSetup(plan.channel, prepared.error());
  failSetup(plan.channel, execCommand(plan.config.process));
}

void resetSignals() {
  for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

Result<void> takeStdio(const std::array<int, 3>& stdio) {
  for (int target = 0; target < 3; ++target) {
    int source = stdio[static_cast<size_t>(target)];
    // dup2 onto itself would leave CLOEXEC set.
    if (source == target ? fcntl(source, F_SETFD, 0) < 0 : dup2(source, target) < 0) return systemError("setup", "standard streams");
  }
  return {};
}

void failSetup(int channel, const Error& error) {
  Result<void> told = sendSetup(channel, SetupMessage::error, encodeError(error));
  (void)told;  // Nobody is left to tell.
  _exit(error.code == "command-not-found" ? exitNotFound : error.code == "not-executable" ? exitNotExecutable : exitFailed);
}

}  // namespace bulkhead
