#include <fcntl.h>
#include <getopt.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "helper/listen.h"
#include "helper/one_shot.h"
#include "helper/rootless.h"
#include "helper/serve.h"
#include "helper/server.h"
#include "process/reaper.h"
#include "sys/files.h"
#include "sys/syscalls.h"

namespace bulkhead {

namespace {

constexpr const char* usage =
    "bulkhead-helper serve --fd N --data DIR --run DIR [--rootless]\n"
    "bulkhead-helper serve --for-uid UID [--listen SOCKET] [--data DIR] [--run DIR] [--device PATH]...\n"
    "bulkhead-helper run --bundle DIR [--id ID] [--run DIR]\n"
    "bulkhead-helper init -- COMMAND [ARG...]\n"
    "bulkhead-helper --version\n";

constexpr int exitFailed = 125;
constexpr const char* defaultRunRoot = "/run/bulkhead-helper";

struct Arguments {
  std::string verb;
  int fd = -1;
  std::string data, run, listen, bundle = ".", id, forUid;
  std::vector<std::string> devices;
  bool rootless = false;
};

bool parse(int count, char** words, Arguments& into) {
  static const option options[] = {{"fd", required_argument, nullptr, 'f'},
                                   {"data", required_argument, nullptr, 'd'},
                                   {"run", required_argument, nullptr, 'r'},
                                   {"listen", required_argument, nullptr, 'l'},
                                   {"for-uid", required_argument, nullptr, 'u'},
                                   {"bundle", required_argument, nullptr, 'b'},
                                   {"id", required_argument, nullptr, 'i'},
                                   {"device", required_argument, nullptr, 'D'},
                                   {"rootless", no_argument, nullptr, 'R'},
                                   {"version", no_argument, nullptr, 'v'},
                                   {nullptr, 0, nullptr, 0}};
  for (int letter; (letter = getopt_long(count, words, "", options, nullptr)) != -1;) {
    switch (letter) {
      case 'f':
        into.fd = atoi(optarg);
        break;
      case 'd':
        into.data = optarg;
        break;
      case 'r':
        into.run = optarg;
        break;
      case 'l':
        into.listen = optarg;
        break;
      case 'u':
        into.forUid = optarg;
        break;
      case 'b':
        into.bundle = optarg;
        break;
      case 'i':
        into.id = optarg;
        break;
      case 'D':
        into.devices.emplace_back(optarg);
        break;
      case 'R':
        into.rootless = true;
        break;
      case 'v':
        into.verb = "version";
        break;
      default:
        return false;
    }
  }
  if (into.verb.empty() && optind < count) into.verb = words[optind];
  return !into.verb.empty();
}

/** A mount of the program alone that nobody can write through or make writable: it is in no mount namespace. Needs root. */
Result<Fd> readonlyProgram(int self) {
  Fd tree(sys::openTree(self, "", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH));
  mount_attr attributes{};
  attributes.attr_set = MOUNT_ATTR_RDONLY;
  if (!tree || sys::mountSetattr(tree.get(), "", AT_EMPTY_PATH, attributes) != 0) return systemError("seal", "mount");
  return tree;
}

Result<Fd> sealedCopy(int self) {
  Fd copy(memfd_create("bulkhead-helper", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  struct stat size {};
  if (!copy || fstat(self, &size) != 0) return systemError("seal", "memfd");
  for (off_t done = 0; done < size.st_size;)
    if (sendfile(copy.get(), self, &done, static_cast<size_t>(size.st_size - done)) <= 0) return systemError("seal", "memfd");
  if (fcntl(copy.get(), F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0) return systemError("seal", "memfd");
  return copy;
}

/**
 * Goes on from a program file that cannot be written: a container that gets hold of this process's /proc entry can then never change
 * what the host will run next (CVE-2019-5736). The mount costs nothing, the copy 2 ms.
 */
Result<void> continueSealed(char** words) {
  Fd self = TRY(openAt(AT_FDCWD, "/proc/self/exe", O_RDONLY));
  struct statvfs place {};
  if (fcntl(self.get(), F_GET_SEALS) > 0 || (fstatvfs(self.get(), &place) == 0 && (place.f_flag & ST_RDONLY) != 0)) return {};
  Result<Fd> program = readonlyProgram(self.get());
  if (!program && program.error().errnum == EPERM) program = sealedCopy(self.get());
  if (!program) return std::move(program.error());
  fexecve(program->get(), words, environ);
  return systemError("seal", "exec");
}

Result<void> serveEngine(const Arguments& arguments) {
  std::map<std::string, uint64_t> hostNamespaces = readNamespaces(getpid());
  bool rootless = arguments.rootless || getuid() != 0;
  Caller caller = callerOf(rootless ? Caller::Mode::rootless : Caller::Mode::root, getuid(), getgid(), arguments.data);
  if (rootless) TRY(enterUserNamespace(caller, arguments.run));
  TRY(removeUnfinished(caller, arguments.run));
  return serve(Fd(arguments.fd), std::move(caller), arguments.run, std::move(hostNamespaces));
}

Result<void> listenForUser(const Arguments& arguments) {
  ListenOptions options{0, arguments.listen, arguments.data, arguments.run, arguments.devices};
  const char* end = arguments.forUid.data() + arguments.forUid.size();
  auto [stopped, problem] = std::from_chars(arguments.forUid.data(), end, options.uid);
  if (problem != std::errc() || stopped != end)
    return invalidError("listen", arguments.forUid, "--for-uid takes a user's number, as `id -u` prints it, not \"" + arguments.forUid + "\"");
  return listenFor(std::move(options));
}

int report(const Error& error, int code) {
  fprintf(stderr, "bulkhead-helper: %s\n", error.message.c_str());
  if (error.code == "command-not-found") return 127;
  return error.code == "not-executable" ? 126 : code;
}

/** Called in a container, where it has no more rights than the command it runs and nothing to seal. */
bool isInit(int count, char** words) { return count > 3 && strcmp(words[1], "init") == 0 && strcmp(words[2], "--") == 0; }

int run(int count, char** words) {
  if (isInit(count, words)) return runAsInit(words + 3);
  Arguments arguments;
  if (!parse(count, words, arguments)) {
    fputs(usage, stderr);
    return 2;
  }
  if (arguments.verb == "version") {
    puts("bulkhead-helper " BULKHEAD_VERSION);
    return 0;
  }
  if (Result<void> sealed = continueSealed(words); !sealed) return report(sealed.error(), exitFailed);
  prctl(PR_SET_NAME, "bulkhead-helper");  // A program run by descriptor is called by the number of its descriptor.
  signal(SIGPIPE, SIG_IGN);
  umask(022);  // What a container's processes start with, too, unless its config has one.
  if (arguments.verb == "run") {
    std::string id = arguments.id.empty() ? "run-" + std::to_string(getpid()) : arguments.id;
    Result<int> code = runBundle(arguments.bundle, id, arguments.run.empty() ? defaultRunRoot : arguments.run);
    return code ? *code : report(code.error(), exitFailed);
  }
  bool listens = !arguments.forUid.empty();
  bool serves = arguments.fd >= 0 && !arguments.data.empty() && !arguments.run.empty();
  if (arguments.verb != "serve" || !(listens || serves)) {
    fputs(usage, stderr);
    return 2;
  }
  Result<void> served = listens ? listenForUser(arguments) : serveEngine(arguments);
  return served ? 0 : report(served.error(), 1);
}

}  // namespace

}  // namespace bulkhead

int main(int count, char** words) { return bulkhead::run(count, words); }
