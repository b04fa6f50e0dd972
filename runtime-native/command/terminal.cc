#include "command/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <initializer_list>

namespace bulkhead {

namespace {

/** Of the process, as handlers of signals see nothing else. */
volatile sig_atomic_t isRaw = 0;
termios before;

}  // namespace

TerminalSize terminalSize() {
  for (int fd : {STDOUT_FILENO, STDERR_FILENO}) {
    winsize size{};
    if (ioctl(fd, TIOCGWINSZ, &size) == 0) return {size.ws_row, size.ws_col};
  }
  return {};
}

void TerminalMode::setRaw(bool raw) {
  if (!raw) {
    restoreTerminal();
    return;
  }
  if (isRaw != 0 || tcgetattr(STDIN_FILENO, &before) != 0) return;
  termios mode = before;
  cfmakeraw(&mode);
  isRaw = 1;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &mode);
}

void restoreTerminal() {
  if (isRaw == 0) return;
  // One that is ended in the background would be stopped by this instead.
  sigset_t background, mask;
  sigemptyset(&background);
  sigaddset(&background, SIGTTOU);
  sigprocmask(SIG_BLOCK, &background, &mask);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
  sigprocmask(SIG_SETMASK, &mask, nullptr);
  isRaw = 0;
}

}  // namespace bulkhead
