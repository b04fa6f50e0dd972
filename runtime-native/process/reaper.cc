#include "process/reaper.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <initializer_list>

namespace bulkhead {

namespace {

constexpr int exitNotFound = 127;
constexpr int exitNotExecutable = 126;

/** All that can be passed on. What the kernel sends for a fault of this very process has to end it. */
sigset_t passedOn() {
  sigset_t signals;
  sigfillset(&signals);
  for (int fault : {SIGFPE, SIGILL, SIGSEGV, SIGBUS, SIGABRT, SIGTRAP, SIGSYS}) sigdelset(&signals, fault);
  return signals;
}

/** With a process group of its own in the foreground of the terminal, if there is one, so that Ctrl-C reaches the command and what it started. */
[[noreturn]] void runCommand(char** words, const sigset_t& mask) {
  setpgid(0, 0);
  // SIGTTOU is still blocked here, and would stop the group that is not yet in the foreground.
  tcsetpgrp(STDIN_FILENO, getpgrp());
  sigprocmask(SIG_SETMASK, &mask, nullptr);
  execvp(words[0], words);
  int problem = errno;
  fprintf(stderr, "init: exec %s: %s\n", words[0], strerror(problem));
  _exit(problem == ENOENT ? exitNotFound : exitNotExecutable);
}

int exitCodeOf(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

/** Reaps all that ended; the command's exit code once it is among them, else -1. */
int reap(pid_t command) {
  int code = -1;
  int status = 0;
  for (pid_t ended; (ended = waitpid(-1, &status, WNOHANG)) > 0;)
    if (ended == command) code = exitCodeOf(status);
  return code;
}

}  // namespace

int runAsInit(char** words) {
  sigset_t signals = passedOn();
  sigset_t before;
  sigprocmask(SIG_SETMASK, &signals, &before);
  pid_t command = fork();
  if (command < 0) {
    fprintf(stderr, "init: fork: %s\n", strerror(errno));
    return exitNotExecutable;
  }
  if (command == 0) runCommand(words, before);
  for (;;) {
    int signal = sigwaitinfo(&signals, nullptr);
    if (signal == SIGCHLD) {
      if (int code = reap(command); code >= 0) return code;
    } else if (signal > 0) {
      kill(command, signal);
    }
  }
}

}  // namespace bulkhead
