#pragma once

/** Raw system calls that glibc 2.36 does not wrap, or wraps in a way that is of no use here. One line each, no logic. */

#include <fcntl.h>
#include <linux/mount.h>
#include <linux/openat2.h>
#include <linux/sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>

namespace bulkhead::sys {

inline long clone3(clone_args& args) { return syscall(SYS_clone3, &args, sizeof args); }
inline int openat2(int dir, const char* path, open_how& how) { return static_cast<int>(syscall(SYS_openat2, dir, path, &how, sizeof how)); }
inline int openTree(int dir, const char* path, unsigned flags) { return static_cast<int>(syscall(SYS_open_tree, dir, path, flags)); }
inline int moveMount(int fromDir, const char* from, int toDir, const char* to, unsigned flags) {
  return static_cast<int>(syscall(SYS_move_mount, fromDir, from, toDir, to, flags));
}
inline int mountSetattr(int dir, const char* path, unsigned flags, mount_attr& attr) {
  return static_cast<int>(syscall(SYS_mount_setattr, dir, path, flags, &attr, sizeof attr));
}
inline int fsopen(const char* type, unsigned flags) { return static_cast<int>(syscall(SYS_fsopen, type, flags)); }
inline int fsconfig(int fs, unsigned command, const char* key, const void* value, int aux) {
  return static_cast<int>(syscall(SYS_fsconfig, fs, command, key, value, aux));
}
inline int fsmount(int fs, unsigned flags, unsigned attrs) { return static_cast<int>(syscall(SYS_fsmount, fs, flags, attrs)); }
inline int pivotRoot(const char* newRoot, const char* putOld) { return static_cast<int>(syscall(SYS_pivot_root, newRoot, putOld)); }
inline int pidfdOpen(pid_t pid) { return static_cast<int>(syscall(SYS_pidfd_open, pid, 0)); }
inline int pidfdSendSignal(int pidfd, int signal) { return static_cast<int>(syscall(SYS_pidfd_send_signal, pidfd, signal, nullptr, 0)); }
inline int closeRange(unsigned first, unsigned last, unsigned flags) { return static_cast<int>(syscall(SYS_close_range, first, last, flags)); }
inline long rawGetcwd(char* buffer, size_t size) { return syscall(SYS_getcwd, buffer, size); }
inline long keyctlJoinSession() { return syscall(SYS_keyctl, 1 /* KEYCTL_JOIN_SESSION_KEYRING */, nullptr, 0, 0, 0); }
inline int seccompFilter(unsigned flags, const void* program) {
  return static_cast<int>(syscall(SYS_seccomp, 1 /* SET_MODE_FILTER */, flags, program));
}
inline int ioprioSet(int which, int who, int priority) { return static_cast<int>(syscall(SYS_ioprio_set, which, who, priority)); }
/** Not the libc wrappers: those signal every thread of the process; we have one thread and want exactly one call. */
inline int setgroups(size_t count, const gid_t* groups) { return static_cast<int>(syscall(SYS_setgroups, count, groups)); }

}  // namespace bulkhead::sys
