#include "layer/job.h"

#include <fcntl.h>
#include <sys/prctl.h>

#include <array>
#include <csignal>

#include "sys/syscalls.h"

namespace bulkhead {

namespace {

constexpr size_t maxAnswerBytes = 16 << 20;
constexpr char separator = '\0';

/** "\1text", or "\0" and the error's fields, each ended by NUL. */
std::string encode(Result<std::string> result) {
  if (result) return '\1' + *result;
  const Error& error = result.error();
  std::string text(1, '\0');
  for (const std::string& field : {error.code, error.step, error.object, error.message, std::to_string(error.errnum)}) {
    text += field;
    text += separator;
  }
  return text;
}

Result<std::string> decode(const std::string& text) {
  if (text.front() == '\1') return text.substr(1);
  std::array<std::string, 5> fields;
  size_t at = 1;
  for (std::string& field : fields) {
    size_t end = text.find(separator, at);
    if (end == std::string::npos) break;
    field = text.substr(at, end - at);
    at = end + 1;
  }
  auto& [code, step, object, message, errnum] = fields;
  return Error{code, step, object, message, atoi(errnum.c_str())};
}

}  // namespace

Result<Job> Job::start(const std::function<Result<std::string>()>& work, std::vector<int> keep) {
  Pipe pipe = TRY(makePipe(O_CLOEXEC));
  int pidfd = -1;
  clone_args args{};
  args.flags = CLONE_PIDFD;
  args.pidfd = reinterpret_cast<uint64_t>(&pidfd);
  args.exit_signal = SIGCHLD;
  long pid = sys::clone3(args);
  if (pid < 0) return systemError("fork", "layer job");
  if (pid == 0) {
    // Half-made work of a helper that was killed is found and removed at the next attempt; it must not race with that.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    keep.push_back(pipe.write.get());
    closeAllExcept(std::move(keep));
    std::string answer = encode(work());
    Result<void> written = writeAll(pipe.write.get(), answer, "job answer");
    _exit(written ? 0 : 1);
  }
  return Job(Pid(static_cast<pid_t>(pid), Fd(pidfd)), std::move(pipe.read));
}

Result<std::string> Job::finish() {
  std::string answer = TRY(readAll(answer_.get(), maxAnswerBytes, "job answer"));
  Pid::Status status = TRY(process_.wait());
  if (answer.empty()) {
    return Error{"system", "layer.job", "layer job", "the process that worked on the layer died with signal " + std::to_string(status.signal), 0};
  }
  return decode(answer);
}

}  // namespace bulkhead
