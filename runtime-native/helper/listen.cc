#include "helper/listen.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <map>

#include "helper/serve.h"
#include "helper/server.h"
#include "helper/sub_ids.h"
#include "sys/files.h"
#include "sys/loop.h"
#include "sys/syscalls.h"
#include "sys/trusted_directory.h"

namespace bulkhead {

namespace {

constexpr const char* defaultRunRoot = "/run/bulkhead-helper";
constexpr size_t maxAccountBytes = 4 << 20;
/** An engine has one; a few more while it restarts, or for other engines of the same user. */
constexpr size_t maxSessions = 32;

Result<void> complete(ListenOptions& options) {
  if (geteuid() != 0) return deniedError("listen", "root", "the privileged helper must be started by root: use sudo");
  if (options.uid == 0) return invalidError("listen", "0", "root's engine needs no privileged helper: name a user's number with --for-uid");
  if (options.runRoot.empty()) options.runRoot = std::string(defaultRunRoot) + "/" + std::to_string(options.uid);
  if (options.socket.empty()) options.socket = options.runRoot + "/helper.sock";
  if (!options.dataRoot.empty()) return {};
  std::string home = homeOf(options.uid, TRY(readFileAt(AT_FDCWD, "/etc/passwd", maxAccountBytes)));
  if (home.empty())
    return invalidError("listen", std::to_string(options.uid),
                        "uid " + std::to_string(options.uid) + " has no home in /etc/passwd: name the data directory with --data");
  options.dataRoot = home + "/.local/share/bulkhead";
  return {};
}

Result<std::vector<oci::Device>> grantedDevices(const std::vector<std::string>& paths) {
  std::vector<oci::Device> devices;
  for (const std::string& path : paths) {
    struct stat node {};
    if (stat(path.c_str(), &node) != 0) return systemError("device", path);
    if (!S_ISCHR(node.st_mode) && !S_ISBLK(node.st_mode)) return invalidError("device", path, path + " is not a device");
    devices.push_back({path, S_ISBLK(node.st_mode) ? 'b' : 'c', major(node.st_rdev), minor(node.st_rdev)});
  }
  return devices;
}

class Listener {
 public:
  Listener(Loop& loop, ListenOptions options, std::vector<oci::Device> devices)
      : loop_(loop), options_(std::move(options)), devices_(std::move(devices)) {}

  Result<void> open();
  /** What tells an engine, when nobody listens any more, that containers of this helper are left; it must not start over without it. */
  void close(bool containersLeft) const {
    if (!containersLeft) unlinkat(directory_.get(), name_.c_str(), 0);
  }

 private:
  void accept();
  Result<void> startSession(Fd client, const Peer& peer);
  [[noreturn]] void runSession(Fd client, const Peer& peer);

  Loop& loop_;
  ListenOptions options_;
  std::vector<oci::Device> devices_;
  Fd directory_;
  std::string name_;
  Fd socket_;
  std::map<int, Pid> sessions_;
};

/**
 * Safe against the user it is for: the socket's name lies in a directory, on a path, that only root can change, and is bound and handed
 * over relative to that directory's descriptor. Who connects is decided by the kernel's word (SO_PEERCRED), not by the mode.
 */
Result<void> Listener::open() {
  size_t slash = options_.socket.rfind('/');
  if (slash == std::string::npos) return invalidError("listen", options_.socket, "the socket must be given by an absolute path");
  directory_ = TRY(openTrustedDirectory(options_.socket.substr(0, slash)));
  name_ = options_.socket.substr(slash + 1);
  socket_.reset(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket_) return systemError("listen", options_.socket);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::string path = fdPath(directory_.get()) + "/" + name_;
  if (path.size() >= sizeof address.sun_path) return invalidError("listen", options_.socket, "the socket's name is too long");
  path.copy(static_cast<char*>(address.sun_path), sizeof address.sun_path - 1);
  struct stat old {};
  if (fstatat(directory_.get(), name_.c_str(), &old, AT_SYMLINK_NOFOLLOW) == 0 && S_ISSOCK(old.st_mode)) unlinkat(directory_.get(), name_.c_str(), 0);
  mode_t mask = umask(0177);
  int bound = bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address);
  umask(mask);
  if (bound != 0) return systemError("listen", options_.socket);
  if (::listen(socket_.get(), 16) != 0) return systemError("listen", options_.socket);
  if (fchownat(directory_.get(), name_.c_str(), options_.uid, static_cast<gid_t>(-1), AT_SYMLINK_NOFOLLOW) != 0)
    return systemError("listen", options_.socket);
  return loop_.add(socket_.get(), EPOLLIN, [this](uint32_t) { accept(); });
}

void Listener::accept() {
  Fd client(accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC));
  if (!client) return;
  Result<Peer> peer = peerOf(client.get());
  if (!peer) return;
  if (peer->uid != options_.uid) {
    fprintf(stderr, "bulkhead-helper: refused a connection of uid %u; this helper serves uid %u\n", peer->uid, options_.uid);
    return;
  }
  if (sessions_.size() >= maxSessions) {
    fprintf(stderr, "bulkhead-helper: refused a connection: %zu are open already\n", sessions_.size());
    return;
  }
  Result<void> started = startSession(std::move(client), *peer);
  if (!started) fprintf(stderr, "bulkhead-helper: %s\n", started.error().message.c_str());
}

Result<void> Listener::startSession(Fd client, const Peer& peer) {
  Pid session = TRY(Pid::fork("session"));
  if (session.number() == 0) runSession(std::move(client), peer);
  int pidfd = session.fd();
  sessions_[pidfd] = std::move(session);
  return loop_.add(pidfd, EPOLLIN, [this, pidfd](uint32_t) {
    loop_.remove(pidfd);
    (void)sessions_[pidfd].wait();
    sessions_.erase(pidfd);
  });
}

void Listener::runSession(Fd client, const Peer& peer) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  closeAllExcept({client.get()});
  auto run = [&]() -> Result<void> {
    // Root's groups must not count, and the caller's must, where files are opened as the caller.
    if (sys::setgroups(peer.groups.size(), peer.groups.data()) != 0) return systemError("session", "groups");
    Caller caller = callerOf(Caller::Mode::privileged, peer.uid, peer.gid, options_.dataRoot);
    caller.devices = devices_;
    caller.limits = TRY(limitsOf(peer));
    return serve(std::move(client), std::move(caller), options_.runRoot, readNamespaces(getpid()));
  };
  Result<void> served = run();
  if (!served) fprintf(stderr, "bulkhead-helper: %s\n", served.error().message.c_str());
  _exit(served ? 0 : 1);
}

Result<Fd> stopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  if (sigprocmask(SIG_BLOCK, &signals, nullptr) != 0) return systemError("signals", "block");
  Fd fd(signalfd(-1, &signals, SFD_CLOEXEC));
  if (!fd) return systemError("signals", "signalfd");
  return fd;
}

}  // namespace

Result<void> listenFor(ListenOptions options) {
  TRY(complete(options));
  std::vector<oci::Device> devices = TRY(grantedDevices(options.devices));
  (void)TRY(openTrustedDirectory(options.runRoot));
  Caller caller = callerOf(Caller::Mode::privileged, options.uid, 0, options.dataRoot);
  TRY(removeUnfinished(caller, options.runRoot));
  ContainerStore store = TRY(ContainerStore::open(options.runRoot));
  Loop loop = TRY(Loop::make());
  Fd stop = TRY(stopSignals());
  TRY(loop.add(stop.get(), EPOLLIN, [&](uint32_t) { loop.stop(); }));
  Listener listener(loop, options, std::move(devices));
  TRY(listener.open());
  fprintf(stderr, "bulkhead-helper: listens on %s for uid %u, with data in %s\n", options.socket.c_str(), options.uid, options.dataRoot.c_str());
  loop.run();
  listener.close(!store.ids().empty());
  cgroup::removeEmpty(TRY(cgroup::Manager::probe()).find(cgroupParentOf(caller)));
  return {};
}

}  // namespace bulkhead
