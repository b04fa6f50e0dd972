#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "monitor/output_stream.h"
#include "sys/act_as.h"
#include "sys/fd.h"

namespace bulkhead {

struct LogTarget {
  /** Absolute; empty is no log. */
  std::string path;
  /** Bytes; 0 is no rotation. */
  uint64_t maxSize = 0;
  unsigned maxFiles = 1;
  /** With whose rights it is opened and rotated; this process's own without. */
  std::optional<FileOwner> owner = std::nullopt;
};

/**
 * The container's output as a file: CRI's format, `<time> stdout|stderr F|P <text>` a line, P for a line that goes on. Rotated to
 * `<path>.1`, `.2`, … A line is written by one write(2), so a reader never sees half of one.
 */
class LogWriter {
 public:
  static Result<LogWriter> open(LogTarget target);

  /** On a full disk the log gets a gap; `onFailure` is told at its beginning. Lines are whole on either side of it. */
  Result<void> write(OutputStream stream, std::string_view data);
  void onFailure(std::function<void(const Error&)> handler) { onFailure_ = std::move(handler); }
  /** What came without a newline at the end. */
  Result<void> flush();

 private:
  LogWriter(LogTarget target, Fd file, uint64_t size) : target_(std::move(target)), file_(std::move(file)), size_(size) {}

  /** Writes what is pending of a stream as one line. */
  Result<void> takeLine(OutputStream stream, bool whole);
  Result<void> writeLine(OutputStream stream, std::string_view text, bool whole);
  Result<void> rotate();
  [[nodiscard]] Result<void> moveFiles() const;

  LogTarget target_;
  Fd file_;
  uint64_t size_;
  std::array<std::string, 3> partial_;
  std::function<void(const Error&)> onFailure_;
  bool failing_ = false;
};

/** RFC 3339 with nanoseconds, UTC. */
std::string timestamp(const timespec& time);

}  // namespace bulkhead
