#include "process/identity.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>

#include "process/capabilities.h"
#include "sys/files.h"
#include "sys/syscalls.h"

namespace bulkhead {

namespace {

constexpr std::array<std::pair<std::string_view, __rlimit_resource>, 16> rlimits = {{
    {"RLIMIT_CPU", RLIMIT_CPU},
    {"RLIMIT_FSIZE", RLIMIT_FSIZE},
    {"RLIMIT_DATA", RLIMIT_DATA},
    {"RLIMIT_STACK", RLIMIT_STACK},
    {"RLIMIT_CORE", RLIMIT_CORE},
    {"RLIMIT_RSS", RLIMIT_RSS},
    {"RLIMIT_NPROC", RLIMIT_NPROC},
    {"RLIMIT_NOFILE", RLIMIT_NOFILE},
    {"RLIMIT_MEMLOCK", RLIMIT_MEMLOCK},
    {"RLIMIT_AS", RLIMIT_AS},
    {"RLIMIT_LOCKS", RLIMIT_LOCKS},
    {"RLIMIT_SIGPENDING", RLIMIT_SIGPENDING},
    {"RLIMIT_MSGQUEUE", RLIMIT_MSGQUEUE},
    {"RLIMIT_NICE", RLIMIT_NICE},
    {"RLIMIT_RTPRIO", RLIMIT_RTPRIO},
    {"RLIMIT_RTTIME", RLIMIT_RTTIME},
}};

/** JavaScript cannot write 2^64-1 exactly; whatever is that large means no limit. */
rlim_t limitOf(uint64_t value) { return value > INT64_MAX ? RLIM_INFINITY : static_cast<rlim_t>(value); }

/** Setting it as a supplementary group too takes nothing from and gives nothing to the process. */
bool onlyPrimaryGroup(const oci::Process& process) {
  return std::all_of(process.additionalGids.begin(), process.additionalGids.end(), [&](auto gid) { return gid == process.gid; });
}

}  // namespace

Result<void> setResourceLimits(const oci::Process& process) {
  for (const oci::Rlimit& limit : process.rlimits) {
    const auto* found = std::find_if(rlimits.begin(), rlimits.end(), [&](const auto& entry) { return entry.first == limit.type; });
    if (found == rlimits.end()) return invalidError("rlimits", limit.type, "there is no resource limit " + limit.type);
    rlimit value{limitOf(limit.soft), limitOf(limit.hard)};
    if (setrlimit(found->second, &value) != 0) {
      if (errno != EPERM) return systemError("rlimits", limit.type);
      rlimit now{};
      getrlimit(found->second, &now);
      return unsupportedError("rlimits", limit.type,
                              limit.type + " cannot be raised to " + std::to_string(limit.hard) + ": the engine's own hard limit is " +
                                  std::to_string(now.rlim_max) + " and raising it needs CAP_SYS_RESOURCE",
                              EPERM);
    }
  }
  return {};
}

Result<void> adjustOomScore(const oci::Process& process, int proc) {
  if (!process.oomScoreAdj) return {};
  Result<void> written = writeFileAt(proc, "self/oom_score_adj", std::to_string(*process.oomScoreAdj));
  if (!written && (written.error().errnum == EACCES || written.error().errnum == EPERM))
    return unsupportedError(
        "oomScoreAdj", std::to_string(*process.oomScoreAdj),
        "oom_score_adj " + std::to_string(*process.oomScoreAdj) + " cannot be set: lowering it needs CAP_SYS_RESOURCE on the host", EPERM);
  return written;
}

Result<void> enterWorkingDirectory(const std::string& path) {
  if (chdir(path.c_str()) != 0)
    return systemError("cwd", path, errno, "the working directory must exist in the container and its user must be allowed to enter it");
  std::array<char, PATH_MAX> current{};
  // The raw call: glibc's falls back to reading directories and hides an "(unreachable)" answer.
  if (sys::rawGetcwd(current.data(), current.size()) < 0 || current.front() != '/')
    return deniedError("cwd", path, "the working directory " + path + " is outside of the container's root filesystem");
  return {};
}

Result<void> becomeUser(const oci::Process& process, const SeccompProgram& seccomp) {
  if (process.umask) umask(*process.umask);
  if (process.noNewPrivileges && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return systemError("no_new_privs", "process");
  // Loading a filter takes CAP_SYS_ADMIN or no_new_privs: without the latter it goes before the capabilities do.
  if (!process.noNewPrivileges) TRY(loadSeccomp(seccomp));
  if (process.capabilities) TRY(dropBounding(*process.capabilities));
  // In a user namespace where setgroups is denied there is nothing to set; any group but the primary one is an error then.
  if (sys::setgroups(process.additionalGids.size(), process.additionalGids.data()) != 0 && (errno != EPERM || !onlyPrimaryGroup(process)))
    return systemError("user", "additional groups");
  if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0) return systemError("user", "keep capabilities");
  if (setresgid(process.gid, process.gid, process.gid) != 0)
    return systemError("user", "gid " + std::to_string(process.gid), errno, "the id must be mapped into the container's user namespace");
  if (setresuid(process.uid, process.uid, process.uid) != 0)
    return systemError("user", "uid " + std::to_string(process.uid), errno, "the id must be mapped into the container's user namespace");
  if (process.capabilities) {
    // As in runc and Docker: a user who is not root gets what is ambient; the others wait in the bounding set for a setuid program.
    oci::Capabilities capabilities = *process.capabilities;
    if (process.uid != 0) capabilities.effective = capabilities.permitted = capabilities.ambient;
    TRY(setCapabilities(capabilities));
  }
  if (process.noNewPrivileges) TRY(loadSeccomp(seccomp));
  return {};
}

}  // namespace bulkhead
