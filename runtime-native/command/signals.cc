#include "command/signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "command/terminal.h"

namespace bulkhead {

namespace {

/** Handlers see nothing else. */
int writeEnd = -1;

void note(int signal) {
  int problem = errno;
  auto number = static_cast<unsigned char>(signal);
  // A pipe full of signals has enough to tell.
  [[maybe_unused]] ssize_t written = write(writeEnd, &number, 1);
  errno = problem;
}

void restoreAndEnd(int number) {
  restoreTerminal();
  signal(number, SIG_DFL);
  raise(number);
}

/** Waits are interrupted: no SA_RESTART. */
void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigaction(signal, &action, nullptr);
}

bool isIgnored(int signal) {
  struct sigaction action {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

Result<Signals> Signals::make() {
  Pipe pipe = TRY(makePipe(O_NONBLOCK));
  writeEnd = pipe.write.release();
  return Signals(std::move(pipe.read));
}

void Signals::setCaught(const std::set<int>& wanted) {
  for (int signal : caught_)
    if (wanted.count(signal) == 0) handle(signal, ignored_.count(signal) == 0 ? restoreAndEnd : SIG_IGN);
  for (int signal : wanted) {
    if (isIgnored(signal)) ignored_.insert(signal);
    handle(signal, note);
  }
  caught_ = wanted;
}

std::vector<int> Signals::take() {
  std::array<unsigned char, 64> numbers{};
  ssize_t got = read(read_.get(), numbers.data(), numbers.size());
  return got <= 0 ? std::vector<int>() : std::vector<int>(numbers.begin(), numbers.begin() + got);
}

void restoreTerminalOnSignals() {
  for (int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM})
    if (!isIgnored(signal)) handle(signal, restoreAndEnd);
}

}  // namespace bulkhead
