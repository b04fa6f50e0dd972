#pragma once

#include <deque>
#include <optional>

#include "command/engine_connection.h"
#include "command/signals.h"
#include "command/terminal.h"
#include "sys/frames.h"

namespace bulkhead {

/**
 * The streams, terminal and signals of this process for a command that the engine does: what api/command.ts says, from the caller's side. What the
 * engine sends is always read, and what has to wait for the reader of the output is kept in order: whoever wants to stop a flood of output must be
 * heard, by a key as by a signal. The engine sends no more than the window before it is told that some has been written.
 */
class Relay {
 public:
  Relay(EngineConnection connection, Signals signals) : connection_(std::move(connection.socket)), signals_(std::move(signals)) {
    splitter_.push(connection.frames);
  }

  /** The command's exit code, or nothing when it is left to the caller. */
  Result<std::optional<int>> run();

 private:
  struct Ended {
    std::optional<int> code;
  };

  Result<void> takeFrames();
  Result<std::optional<Ended>> obeyFrames();
  [[nodiscard]] int outputWaitedFor() const;
  Result<void> waitForMore();
  void readEngine();
  Result<void> writeOutput();
  void sendInput();
  void sendSignals();
  void sendTaken(size_t bytes);
  void send(unsigned char kind, std::string_view data);
  void catchSignals(std::string_view numbers);

  Fd connection_;
  Signals signals_;
  FrameSplitter splitter_;
  /** Those that are obeyed in order. */
  std::deque<Frame> frames_;
  /** Of the first of them. */
  size_t written_ = 0;
  size_t taken_ = 0;
  TerminalMode mode_;
  bool inputWanted_ = false;
  bool engineHasGone_ = false;
};

}  // namespace bulkhead
