#pragma once

#include <array>
#include <optional>

#include "command/engine_connection.h"
#include "command/signals.h"
#include "command/terminal.h"
#include "sys/frames.h"

namespace bulkhead {

/** The streams, terminal and signals of this process for a command that the engine does: what api/command.ts says, from the caller's side. */
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

  Result<std::optional<Ended>> takeFrames();
  Result<std::optional<Ended>> take(const Frame& frame);
  Result<void> waitForMore();
  Result<void> readEngine();
  Result<void> write(int fd, std::string_view data);
  void sendInput();
  void sendSignals();
  void send(unsigned char kind, std::string_view data);
  void catchSignals(std::string_view numbers);

  Fd connection_;
  Signals signals_;
  FrameSplitter splitter_;
  TerminalMode mode_;
  bool inputWanted_ = false;
};

}  // namespace bulkhead
