#include "layer/job.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include <csignal>

#include "namespaces/flags.h"
#include "sys/error_text.h"
#include "sys/packet.h"
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

/** The child's part: gives up root for good, makes the namespace, and waits until the parent has written the maps. */
Result<void> becomeOwner(const JobOwner& owner, int channel) {
  // The supplementary groups are the caller's already (helper/listen.cc).
  if (setresgid(owner.gid, owner.gid, owner.gid) != 0 || setresuid(owner.uid, owner.uid, owner.uid) != 0)
    return systemError("layer.owner", "uid " + std::to_string(owner.uid));
  if (unshare(CLONE_NEWUSER) != 0) return systemError("layer.owner", "user namespace");
  TRY(sendPacket(channel, "unshared", {}));
  if (TRY(receivePacket(channel)).data.empty()) return systemError("layer.owner", "id maps", EPERM);
  if (setresgid(0, 0, 0) != 0 || setresuid(0, 0, 0) != 0) return systemError("layer.owner", "id 0");
  // The changes of ids took it away.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  return {};
}

/** The parent's. The child cannot be reaped in between, so its number is its own. */
Result<void> mapOwner(const JobOwner& owner, pid_t pid, int channel) {
  if (TRY(receivePacket(channel)).data.empty()) return {};  // It failed, and says why at its end.
  TRY(writeIdMaps(pid, owner.uidMappings, owner.gidMappings, true));
  return sendPacket(channel, "mapped", {});
}

}  // namespace

Result<Job> Job::start(const std::function<Result<std::string>()>& work, std::vector<int> keep, const std::optional<JobOwner>& owner) {
  auto [ours, theirs] = TRY(makeSocketPair(SOCK_SEQPACKET));
  Pipe pipe = TRY(makePipe(O_CLOEXEC));
  Pid process = TRY(Pid::fork("layer job"));
  pid_t pid = process.number();
  if (pid == 0) {
    // Half-made work of a helper that was killed is found and removed at the next attempt; it must not race with that.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    keep.push_back(pipe.write.get());
    keep.push_back(theirs.get());
    closeAllExcept(std::move(keep));
    Result<void> became = owner ? becomeOwner(*owner, theirs.get()) : Result<void>();
    theirs.reset();
    std::string answer = encode(became ? work() : Result<std::string>(std::move(became.error())));
    Result<void> written = writeAll(pipe.write.get(), answer, "job answer");
    _exit(written ? 0 : 1);
  }
  theirs.reset();
  Job job(std::move(process), std::move(pipe.read));
  if (!owner) return job;
  Result<void> mapped = mapOwner(*owner, pid, ours.get());
  ours.reset();
  if (mapped) return job;
  (void)job.finish();
  return std::move(mapped.error());
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
