#include "command/relay.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>

namespace bulkhead {

namespace {

constexpr size_t chunkBytes = 65536;
constexpr size_t maxFrameBytes = size_t{64} << 20;
/** A pipe that can be written takes this much without a wait (POSIX: at least 512; Linux: PIPE_BUF). */
constexpr size_t atOnceBytes = 4096;
/** A part of OUTPUT_WINDOW_BYTES in api/command.ts. */
constexpr size_t takenBytes = 65536;

/** In the order of api/command.ts. */
enum class FromEngine : unsigned char { want, output, error, raw, signals, exit, decline };
enum class ToEngine : unsigned char { input, resize, signal, taken };

}  // namespace

Result<std::optional<int>> Relay::run() {
  restoreTerminalOnSignals();
  catchSignals({});
  for (;;) {
    TRY(takeFrames());
    std::optional<Ended> ended = TRY(obeyFrames());
    if (ended) return ended->code;
    if (engineHasGone_ && frames_.empty())
      return stateError("engine",
                        "the engine has gone before this was done; containers go on, and `bulkhead ps` starts another engine and shows them");
    TRY(waitForMore());
  }
}

Result<void> Relay::takeFrames() {
  for (;;) {
    std::optional<Frame> frame = TRY(splitter_.next(maxFrameBytes));
    if (!frame) return {};
    auto kind = static_cast<FromEngine>(frame->number);
    if (kind == FromEngine::want)
      inputWanted_ = true;
    else if (kind == FromEngine::signals)
      catchSignals(frame->data);
    else
      frames_.push_back(std::move(*frame));
  }
}

/** As far as the output that is not written yet. */
Result<std::optional<Relay::Ended>> Relay::obeyFrames() {
  for (; !frames_.empty() && outputWaitedFor() < 0; frames_.pop_front()) {
    auto kind = static_cast<FromEngine>(frames_.front().number);
    const std::string& data = frames_.front().data;
    if (kind == FromEngine::raw) mode_.setRaw(!data.empty() && data[0] != 0);
    if (kind == FromEngine::exit) return std::optional(Ended{data.empty() ? 0 : static_cast<unsigned char>(data[0])});
    if (kind == FromEngine::decline) return std::optional(Ended{});
  }
  return std::optional<Ended>();
}

/** -1 where nothing has to be written first. */
int Relay::outputWaitedFor() const {
  if (frames_.empty() || frames_.front().data.empty()) return -1;
  auto kind = static_cast<FromEngine>(frames_.front().number);
  if (kind == FromEngine::output) return STDOUT_FILENO;
  return kind == FromEngine::error ? STDERR_FILENO : -1;
}

Result<void> Relay::waitForMore() {
  std::array<pollfd, 4> waits{{{engineHasGone_ ? -1 : connection_.get(), POLLIN, 0},
                               {signals_.descriptor(), POLLIN, 0},
                               {inputWanted_ && !engineHasGone_ ? STDIN_FILENO : -1, POLLIN, 0},
                               {outputWaitedFor(), POLLOUT, 0}}};
  auto& [engine, signals, input, output] = waits;
  if (poll(waits.data(), waits.size(), -1) < 0) return errno == EINTR ? Result<void>() : systemError("poll", "streams");
  if (signals.revents != 0) sendSignals();
  if (input.revents != 0) sendInput();
  if (engine.revents != 0) readEngine();
  return output.revents != 0 ? writeOutput() : Result<void>();
}

void Relay::readEngine() {
  std::array<char, chunkBytes> buffer;
  ssize_t got = recv(connection_.get(), buffer.data(), buffer.size(), 0);
  if (got < 0 && errno == EINTR) return;
  if (got <= 0)
    engineHasGone_ = true;
  else
    splitter_.push({buffer.data(), static_cast<size_t>(got)});
}

Result<void> Relay::writeOutput() {
  int fd = outputWaitedFor();
  std::string_view rest = std::string_view(frames_.front().data).substr(written_);
  ssize_t written = write(fd, rest.data(), std::min(rest.size(), atOnceBytes));
  if (written < 0) return errno == EINTR || errno == EAGAIN ? Result<void>() : systemError("write", fd == STDOUT_FILENO ? "stdout" : "stderr");
  sendTaken(static_cast<size_t>(written));
  if (static_cast<size_t>(written) < rest.size()) {
    written_ += static_cast<size_t>(written);
  } else {
    written_ = 0;
    frames_.pop_front();
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

/** Seldom, as much less than the window is always allowed. */
void Relay::sendTaken(size_t bytes) {
  taken_ += bytes;
  if (taken_ < takenBytes) return;
  std::string size;
  for (int shift = 24; shift >= 0; shift -= 8) size += static_cast<char>(taken_ >> shift & 0xff);
  send(static_cast<unsigned char>(ToEngine::taken), size);
  taken_ = 0;
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
