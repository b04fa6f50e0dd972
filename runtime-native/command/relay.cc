#include "command/relay.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

namespace bulkhead {

namespace {

constexpr size_t chunkBytes = 65536;
constexpr size_t maxFrameBytes = size_t{64} << 20;
/** A pipe that can be written takes this much without a wait (POSIX: at least 512; Linux: PIPE_BUF). */
constexpr size_t atOnceBytes = 4096;

/** In the order of api/command.ts. */
enum class FromEngine : unsigned char { want, output, error, raw, signals, exit, decline };
enum class ToEngine : unsigned char { input, resize, signal };

}  // namespace

Result<std::optional<int>> Relay::run() {
  restoreTerminalOnSignals();
  catchSignals({});
  for (;;) {
    std::optional<Ended> ended = TRY(takeFrames());
    if (ended) return ended->code;
    TRY(waitForMore());
  }
}

Result<std::optional<Relay::Ended>> Relay::takeFrames() {
  for (;;) {
    std::optional<Frame> frame = TRY(splitter_.next(maxFrameBytes));
    if (!frame) return std::optional<Ended>();
    std::optional<Ended> ended = TRY(take(*frame));
    if (ended) return ended;
  }
}

Result<std::optional<Relay::Ended>> Relay::take(const Frame& frame) {
  bool isOn = !frame.data.empty() && frame.data[0] != 0;
  switch (static_cast<FromEngine>(frame.number)) {
    case FromEngine::want:
      inputWanted_ = true;
      break;
    case FromEngine::output:
      TRY(write(STDOUT_FILENO, frame.data));
      break;
    case FromEngine::error:
      TRY(write(STDERR_FILENO, frame.data));
      break;
    case FromEngine::raw:
      mode_.setRaw(isOn);
      break;
    case FromEngine::signals:
      catchSignals(frame.data);
      break;
    case FromEngine::exit:
      return std::optional(Ended{frame.data.empty() ? 0 : static_cast<unsigned char>(frame.data[0])});
    case FromEngine::decline:
      return std::optional(Ended{});
  }
  return std::optional<Ended>();
}

Result<void> Relay::waitForMore() {
  std::array<pollfd, 3> waits{{{connection_.get(), POLLIN, 0}, {signals_.descriptor(), POLLIN, 0}, {inputWanted_ ? STDIN_FILENO : -1, POLLIN, 0}}};
  auto& [engine, signals, input] = waits;
  if (poll(waits.data(), waits.size(), -1) < 0) return errno == EINTR ? Result<void>() : systemError("poll", "streams");
  if (signals.revents != 0) sendSignals();
  if (input.revents != 0) sendInput();
  return engine.revents != 0 ? readEngine() : Result<void>();
}

Result<void> Relay::readEngine() {
  std::array<char, chunkBytes> buffer;
  ssize_t got = recv(connection_.get(), buffer.data(), buffer.size(), 0);
  if (got < 0 && errno == EINTR) return {};
  if (got <= 0)
    return stateError("engine", "the engine has gone before this was done; containers go on, and `bulkhead ps` starts another engine and shows them");
  splitter_.push({buffer.data(), static_cast<size_t>(got)});
  return {};
}

/** Signals are sent on while the reader is slow, too: whoever wants to stop a flood of output must be heard. */
Result<void> Relay::write(int fd, std::string_view data) {
  while (!data.empty()) {
    std::array<pollfd, 2> waits{{{fd, POLLOUT, 0}, {signals_.descriptor(), POLLIN, 0}}};
    if (poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR) return systemError("poll", "output");
    if (waits[1].revents != 0) sendSignals();
    if (waits[0].revents == 0) continue;
    ssize_t written = ::write(fd, data.data(), std::min(data.size(), atOnceBytes));
    if (written < 0 && errno != EINTR && errno != EAGAIN) return systemError("write", fd == STDOUT_FILENO ? "stdout" : "stderr");
    if (written > 0) data.remove_prefix(static_cast<size_t>(written));
  }
  return {};
}

/** Once for each time it is wanted, so that nothing is taken from a shell's input that no command reads. What cannot be read has ended. */
void Relay::sendInput() {
  std::array<char, chunkBytes> buffer;
  ssize_t got = read(STDIN_FILENO, buffer.data(), buffer.size());
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
  inputWanted_ = false;
  send(static_cast<unsigned char>(ToEngine::input), {buffer.data(), static_cast<size_t>(std::max(got, ssize_t{0}))});
}

void Relay::sendSignals() {
  for (int signal : signals_.take()) {
    if (signal == SIGWINCH) {
      TerminalSize size = terminalSize();
      std::array<char, 4> bytes{static_cast<char>(size.rows >> 8), static_cast<char>(size.rows & 0xff), static_cast<char>(size.columns >> 8),
                                static_cast<char>(size.columns & 0xff)};
      send(static_cast<unsigned char>(ToEngine::resize), {bytes.data(), bytes.size()});
    } else {
      char number = static_cast<char>(signal);
      send(static_cast<unsigned char>(ToEngine::signal), {&number, 1});
    }
  }
}

/** That the engine has gone shows when it is read. */
void Relay::send(unsigned char kind, std::string_view data) {
  std::string frame = encodeFrame(kind, data);
  for (std::string_view rest = frame; !rest.empty();) {
    ssize_t sent = ::send(connection_.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR) return;
    if (sent > 0) rest.remove_prefix(static_cast<size_t>(sent));
  }
}

void Relay::catchSignals(std::string_view numbers) {
  std::set<int> wanted{SIGWINCH};
  for (char number : numbers) wanted.insert(static_cast<unsigned char>(number));
  signals_.setCaught(wanted);
}

}  // namespace bulkhead
