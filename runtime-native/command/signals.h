#pragma once

#include <set>
#include <vector>

#include "sys/fd.h"

namespace bulkhead {

/**
 * Signals that arrive are read from a pipe, so that they interrupt every wait and none is lost. There is one object of it in the process.
 */
class Signals {
 public:
  static Result<Signals> make();

  /** From now on these are caught, and the others obeyed: one that is ignored from the start, as in a shell's background, is so again. */
  void setCaught(const std::set<int>& wanted);
  /** Readable when one has come. */
  [[nodiscard]] int descriptor() const { return read_.get(); }
  /** Those that have come, in order. */
  std::vector<int> take();

 private:
  explicit Signals(Fd read) : read_(std::move(read)) {}

  Fd read_;
  std::set<int> caught_;
  std::set<int> ignored_;
};

/** Those that end a process by default give the terminal its mode back before they do. */
void restoreTerminalOnSignals();

}  // namespace bulkhead
