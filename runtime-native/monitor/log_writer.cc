#include "monitor/log_writer.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

#include <cstdio>

#include "sys/files.h"

namespace bulkhead {

namespace {

/** A line without end is cut, so that memory stays bounded; the same size as the CRI implementations'. */
constexpr size_t maxLineBytes = 16384;

/** NONBLOCK: opening a pipe that someone put there would wait for a reader. */
Result<Fd> openLog(const LogTarget& target) {
  ActAs owner = TRY(ActAs::enter(target.owner));
  Fd file = TRY(openAt(AT_FDCWD, target.path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK, 0640));
  struct stat kind {};
  if (fstat(file.get(), &kind) != 0) return systemError("log", target.path);
  if (!S_ISREG(kind.st_mode)) return invalidError("log", target.path, "the log " + target.path + " is not a regular file");
  return file;
}

}  // namespace

std::string timestamp(const timespec& time) {
  tm parts{};
  gmtime_r(&time.tv_sec, &parts);
  std::array<char, 64> text{};
  size_t length = strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  snprintf(text.data() + length, text.size() - length, ".%09ldZ", time.tv_nsec);
  return text.data();
}

Result<LogWriter> LogWriter::open(LogTarget target) {
  if (target.path.empty()) return LogWriter(std::move(target), Fd(), 0);
  Fd file = TRY(openLog(target));
  struct stat existing {};
  if (fstat(file.get(), &existing) != 0) return systemError("log", target.path);
  return LogWriter(std::move(target), std::move(file), static_cast<uint64_t>(existing.st_size));
}

Result<void> LogWriter::write(OutputStream stream, std::string_view data) {
  if (!file_) return {};
  std::string& partial = partial_[static_cast<size_t>(stream)];
  Result<void> outcome;
  for (size_t end = data.find('\n'); end != std::string_view::npos; end = data.find('\n')) {
    partial += data.substr(0, end);
    if (Result<void> written = takeLine(stream, true); !written) outcome = std::move(written);
    data.remove_prefix(end + 1);
  }
  while (partial.size() + data.size() >= maxLineBytes) {
    size_t rest = maxLineBytes - partial.size();
    partial += data.substr(0, rest);
    if (Result<void> written = takeLine(stream, false); !written) outcome = std::move(written);
    data.remove_prefix(rest);
  }
  partial += data;
  return outcome;
}

Result<void> LogWriter::flush() {
  Result<void> outcome;
  for (OutputStream stream : {OutputStream::output, OutputStream::error}) {
    if (partial_[static_cast<size_t>(stream)].empty()) continue;
    if (Result<void> written = takeLine(stream, false); !written) outcome = std::move(written);
  }
  return outcome;
}

/** Kept or not, it is over with: what could not be written must not pile up in memory. */
Result<void> LogWriter::takeLine(OutputStream stream, bool whole) {
  std::string line = std::exchange(partial_[static_cast<size_t>(stream)], {});
  Result<void> written = writeLine(stream, line, whole);
  if (!written && !failing_ && onFailure_) onFailure_(written.error());
  failing_ = !written;
  return written;
}

Result<void> LogWriter::writeLine(OutputStream stream, std::string_view text, bool whole) {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  std::string line = timestamp(now) + (stream == OutputStream::output ? " stdout " : " stderr ") + (whole ? "F " : "P ");
  line.append(text);
  line += '\n';
  if (target_.maxSize > 0 && size_ > 0 && size_ + line.size() > target_.maxSize) TRY(rotate());
  Result<void> written = writeAll(file_.get(), line, target_.path);
  if (written) size_ += line.size();
  // No half of a line.
  else if (ftruncate(file_.get(), static_cast<off_t>(size_)) != 0)
    return systemError("log", target_.path);
  return written;
}

Result<void> LogWriter::rotate() {
  {
    ActAs owner = TRY(ActAs::enter(target_.owner));
    TRY(moveFiles());
  }
  file_ = TRY(openLog(target_));
  size_ = 0;
  return {};
}

Result<void> LogWriter::moveFiles() const {
  auto name = [&](unsigned number) { return number == 0 ? target_.path : target_.path + "." + std::to_string(number); };
  // With one file there is nothing to keep: it begins anew.
  if (target_.maxFiles <= 1 && unlink(target_.path.c_str()) != 0) return systemError("log", target_.path);
  for (unsigned number = target_.maxFiles - 1; target_.maxFiles > 1 && number > 0; --number) {
    if (rename(name(number - 1).c_str(), name(number).c_str()) != 0 && errno != ENOENT) return systemError("log", name(number));
  }
  return {};
}

}  // namespace bulkhead
