#include "layer/job.h"

#include <fcntl.h>
#include <sys/prctl.h>

#include <csignal>

#include "sys/error_text.h"
#include "sys/syscalls.h"

namespace bulkhead {

namespace {

constexpr size_t maxAnswerBytes = 16 << 20;
/** One byte for whether it went well, then the text or the error. */
std::string encode(Result<std::string> result) { return result ? '\1' + *result : '\0' + encodeError(result.error()); }

Result<std::string> decode(const std::string& text) {
  if (text.front() == '\1') return text.substr(1);
  return decodeError(std::string_view(text).substr(1));
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
