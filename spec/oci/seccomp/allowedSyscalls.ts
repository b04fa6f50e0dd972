/** System calls every container may use, by topic. Calls a kernel or architecture does not have are skipped by the loader. */
export const ALLOWED_SYSCALLS: Readonly<Record<string, readonly string[]>> = {
  openAndClose: words(
    `open openat openat2 creat close close_range dup dup2 dup3 fcntl fcntl64 flock name_to_handle_at memfd_create memfd_secret`,
  ),
  readAndWrite:
    words(`read readv pread64 preadv preadv2 write writev pwrite64 pwritev pwritev2 lseek _llseek sendfile sendfile64 splice tee vmsplice
    copy_file_range readahead fadvise64 fadvise64_64 arm_fadvise64_64 ioctl`),
  sync: words(`sync syncfs fsync fdatasync sync_file_range sync_file_range2 arm_sync_file_range`),
  fileSize: words(`truncate truncate64 ftruncate ftruncate64 fallocate cachestat`),
  metadata:
    words(`stat stat64 fstat fstat64 lstat lstat64 fstatat64 newfstatat oldfstat oldlstat oldstat statx statfs statfs64 fstatfs fstatfs64
    access faccessat faccessat2 utime utimes utimensat utimensat_time64 futimesat umask`),
  ownership: words(`chmod fchmod fchmodat fchmodat2 chown chown32 fchown fchown32 fchownat lchown lchown32`),
  directories: words(`mkdir mkdirat rmdir getdents getdents64 chdir fchdir getcwd`),
  links: words(`link linkat symlink symlinkat readlink readlinkat unlink unlinkat rename renameat renameat2 mknod mknodat`),
  extendedAttributes:
    words(`getxattr lgetxattr fgetxattr getxattrat setxattr lsetxattr fsetxattr setxattrat listxattr llistxattr flistxattr listxattrat
    removexattr lremovexattr fremovexattr removexattrat`),
  watching: words(`inotify_init inotify_init1 inotify_add_watch inotify_rm_watch fanotify_mark statmount listmount`),
  memory:
    words(`brk mmap mmap2 munmap mremap mprotect msync mincore madvise mlock mlock2 mlockall munlock munlockall remap_file_pages membarrier
    pkey_alloc pkey_free pkey_mprotect map_shadow_stack process_mrelease mseal set_mempolicy_home_node`),
  processes:
    words(`fork vfork execve execveat exit exit_group wait4 waitid waitpid getpid getppid gettid getpgid getpgrp setpgid getsid setsid
    set_tid_address pidfd_open pidfd_send_signal prctl arch_prctl set_robust_list get_robust_list rseq restart_syscall`),
  scheduling:
    words(`sched_yield sched_getaffinity sched_setaffinity sched_getattr sched_setattr sched_getparam sched_setparam sched_getscheduler
    sched_setscheduler sched_get_priority_max sched_get_priority_min sched_rr_get_interval sched_rr_get_interval_time64 getpriority setpriority nice
    ioprio_get ioprio_set getcpu`),
  limits: words(`getrlimit setrlimit ugetrlimit prlimit64 getrusage times sysinfo uname`),
  identity:
    words(`getuid getuid32 geteuid geteuid32 getgid getgid32 getegid getegid32 getresuid getresuid32 getresgid getresgid32 getgroups getgroups32
    setuid setuid32 setgid setgid32 setreuid setreuid32 setregid setregid32 setresuid setresuid32 setresgid setresgid32 setgroups setgroups32
    setfsuid setfsuid32 setfsgid setfsgid32 capget capset`),
  signals:
    words(`kill tkill tgkill pause signal sigaction sigaltstack signalfd signalfd4 sigpending sigprocmask sigreturn sigsuspend rt_sigaction
    rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_sigtimedwait_time64 rt_tgsigqueueinfo`),
  time: words(`time gettimeofday clock_gettime clock_gettime64 clock_getres clock_getres_time64 clock_nanosleep clock_nanosleep_time64 nanosleep alarm
    getitimer setitimer timer_create timer_delete timer_getoverrun timer_gettime timer_gettime64 timer_settime timer_settime64 timerfd_create
    timerfd_gettime timerfd_gettime64 timerfd_settime timerfd_settime64 adjtimex clock_adjtime clock_adjtime64`),
  waiting:
    words(`select _newselect pselect6 pselect6_time64 poll ppoll ppoll_time64 epoll_create epoll_create1 epoll_ctl epoll_ctl_old epoll_wait
    epoll_wait_old epoll_pwait epoll_pwait2 eventfd eventfd2`),
  futex: words(`futex futex_time64 futex_wait futex_wake futex_waitv futex_requeue`),
  sockets:
    words(`bind connect listen accept accept4 getsockname getpeername getsockopt setsockopt shutdown send sendto sendmsg sendmmsg recv recvfrom
    recvmsg recvmmsg recvmmsg_time64 socketpair socketcall`),
  pipes: words(`pipe pipe2`),
  systemVIpc: words(`ipc msgctl msgget msgrcv msgsnd semctl semget semop semtimedop semtimedop_time64 shmat shmctl shmdt shmget`),
  messageQueues: words(
    `mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedreceive_time64 mq_timedsend mq_timedsend_time64 mq_unlink`,
  ),
  asynchronousIo: words(`io_setup io_destroy io_submit io_cancel io_getevents io_pgetevents io_pgetevents_time64`),
  randomness: words(`getrandom`),
  sandboxing: words(
    `seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self lsm_get_self_attr lsm_set_self_attr lsm_list_modules`,
  ),
  threadArea: words(`get_thread_area set_thread_area modify_ldt uretprobe`),
  // Safe since kernel 4.8, where a tracer can no longer change a call past the filter; all kernels we run on are newer.
  tracing: words(`ptrace process_vm_readv process_vm_writev`),
  arm: words(`breakpoint cacheflush set_tls`),
  riscv: words(`riscv_flush_icache riscv_hwprobe`),
};

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
