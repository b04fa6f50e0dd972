#include "process/exec.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>

#include "process/command.h"
#include "process/identity.h"
#include "process/init.h"
#include "process/setup_channel.h"
#include "process/terminal.h"
#include "sys/files.h"
#include "sys/syscalls.h"

namespace bulkhead {

namespace {

Result<void> startTerminal(ExecPlan& plan) {
  if (!plan.process.terminal) return takeStdio(plan.stdio);
  Fd root = TRY(openAt(AT_FDCWD, "/", O_PATH | O_DIRECTORY));
  Terminal terminal = TRY(openTerminal(root.get(), plan.process));
  TRY(sendSetup(plan.channel, SetupMessage::terminal, {}, terminal.master.get()));
  return takeTerminal(terminal.slave.get());
}

/** Up to here it has the helper's ids, to which files that the container's root may not touch can belong. */
Result<void> becomeRootOfNamespace(const ExecPlan& plan) {
  if ((plan.namespaces & CLONE_NEWUSER) == 0) return {};
  // EPERM: setgroups is denied in there (writeIdMaps); the groups then stay what they are for the container's first process, too.
  if (sys::setgroups(0, nullptr) != 0 && errno != EPERM) return systemError("user namespace", "groups");
  if (setresgid(0, 0, 0) != 0 || setresuid(0, 0, 0) != 0) return systemError("user namespace", "id 0");
  return {};
}

/** The process in the container's namespaces. */
Result<void> prepare(ExecPlan& plan) {
  TRY(becomeRootOfNamespace(plan));
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return systemError("setup", "parent death signal");
  setsid();
  if (sys::keyctlJoinSession() < 0 && errno != ENOSYS && errno != EPERM) return systemError("setup", "session keyring");
  if (plan.limits) TRY(lowerLimitsTo(*plan.limits));
  TRY(setResourceLimits(plan.process));
  TRY(startTerminal(plan));
  TRY(enterWorkingDirectory(plan.process.cwd));
  closeAllExcept({plan.channel});
  TRY(becomeUser(plan.process, plan.seccomp));
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return systemError("setup", "parent death signal");
  return {};
}

/** Before any namespace is joined: the cgroup files are the host's, and the limits must hold from the first instant. */
Result<void> enter(ExecPlan& plan) {
  // Nothing in the container may trace this process or reach the host through its /proc entry (CVE-2016-9962).
  if (prctl(PR_SET_DUMPABLE, 0) != 0) return systemError("setup", "dumpable");
  TRY(cgroup::enterVersion1(plan.cgroups));
  if (setns(plan.init, static_cast<int>(plan.namespaces)) != 0) return systemError("namespaces", "container");
  return {};
}

}  // namespace

void runExec(ExecPlan& plan) {
  resetSignals();
  Result<void> entered = enter(plan);
  if (!entered) failSetup(plan.channel, entered.error());
  int pidfd = -1;
  clone_args args{};
  // CLONE_PARENT: the monitor is the one who waits for it, with the same exit signal as this process.
  args.flags = CLONE_PARENT | CLONE_PIDFD;
  args.pidfd = reinterpret_cast<uint64_t>(&pidfd);
  long pid = sys::clone3(args);
  if (pid < 0) failSetup(plan.channel, systemError("clone", "exec"));
  if (pid > 0) {
    Result<void> told = sendSetup(plan.channel, SetupMessage::pid, std::to_string(pid), pidfd);
    _exit(told ? 0 : 1);
  }
  Result<void> prepared = prepare(plan);
  if (!prepared) failSetup(plan.channel, prepared.error());
  failSetup(plan.channel, execCommand(plan.process));
}

}  // namespace bulkhead
