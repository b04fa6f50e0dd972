#pragma once

#include <termios.h>

namespace bulkhead {

struct TerminalSize {
  unsigned short rows = 0;
  unsigned short columns = 0;
};

/** Of the terminal that is written to; zeros without one. */
TerminalSize terminalSize();

/**
 * The mode of the terminal on stdin. However this process ends, but for SIGKILL, the terminal has its old mode again: a shell in raw mode
 * shows nothing of what is typed.
 */
class TerminalMode {
 public:
  TerminalMode() = default;
  TerminalMode(const TerminalMode&) = delete;
  TerminalMode& operator=(const TerminalMode&) = delete;
  ~TerminalMode() { setRaw(false); }

  void setRaw(bool raw);
};

/** For handlers of signals that end the process. */
void restoreTerminal();

}  // namespace bulkhead
