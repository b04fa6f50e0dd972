#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "rootfs/rootfs.h"
#include "sys/files.h"
#include "sys/in_root.h"

namespace bulkhead {

namespace {

/** runtime-spec, config-linux.md, "Default Devices". */
const std::array<oci::Device, 6> defaults = {{
    {"/dev/null", 'c', 1, 3, 0666, 0, 0},
    {"/dev/zero", 'c', 1, 5, 0666, 0, 0},
    {"/dev/full", 'c', 1, 7, 0666, 0, 0},
    {"/dev/random", 'c', 1, 8, 0666, 0, 0},
    {"/dev/urandom", 'c', 1, 9, 0666, 0, 0},
    {"/dev/tty", 'c', 5, 0, 0666, 0, 0},
}};

struct Link {
  const char* name;
  const char* target;
};

constexpr std::array links = {Link{"fd", "/proc/self/fd"}, Link{"stdin", "/proc/self/fd/0"}, Link{"stdout", "/proc/self/fd/1"},
                              Link{"stderr", "/proc/self/fd/2"}, Link{"ptmx", "pts/ptmx"}};

mode_t nodeType(char type) { return type == 'b' ? S_IFBLK : type == 'p' ? S_IFIFO : S_IFCHR; }

/** The host's node is bound where mknod is not allowed; it must be the device that is asked for. */
Result<void> bindDevice(RootfsContext& context, const oci::Device& device) {
  Fd source = TRY(openAt(AT_FDCWD, device.path, O_PATH | O_NOFOLLOW));
  struct stat node {};
  if (fstat(source.get(), &node) != 0) return systemError("device", device.path);
  if (node.st_rdev != makedev(device.major, device.minor) || (node.st_mode & S_IFMT) != nodeType(device.type))
    return invalidError("device", device.path,
                        device.path + " on the host is not the device " + std::to_string(device.major) + ":" + std::to_string(device.minor));
  Fd target = TRY(makeFileInRoot(context.root.get(), device.path, 0666));
  return bindOn(target.get(), source.get(), false, 0, 0, device.path);
}

Result<void> makeDevice(RootfsContext& context, const oci::Device& device) {
  if (context.inUserNamespace && device.type != 'p') return bindDevice(context, device);
  // The parent is opened once and every step happens in it: /dev itself may be a link in a hostile image (CVE-2026-41579).
  InRootParent place = TRY(parentInRoot(context.root.get(), device.path));
  int directory = place.dir.get();
  const char* name = place.name.c_str();
  if (mknodat(directory, name, nodeType(device.type) | device.fileMode, makedev(device.major, device.minor)) != 0) {
    struct stat existing {};
    bool same =
        errno == EEXIST && fstatat(directory, name, &existing, AT_SYMLINK_NOFOLLOW) == 0 && existing.st_rdev == makedev(device.major, device.minor);
    if (same) return {};
    return systemError("device", device.path);
  }
  // mknod's mode goes through the umask.
  if (fchmodat(directory, name, device.fileMode, 0) != 0) return systemError("device", device.path);
  if (fchownat(directory, name, device.uid, device.gid, AT_SYMLINK_NOFOLLOW) != 0) return systemError("device", device.path);
  return {};
}

}  // namespace

bool isGranted(const std::vector<oci::Device>& granted, const oci::Device& device) {
  return std::any_of(granted.begin(), granted.end(), [&](const oci::Device& entry) {
    return nodeType(entry.type) == nodeType(device.type) && entry.major == device.major && entry.minor == device.minor;
  });
}

bool isDefaultDevice(const oci::Device& device) { return isGranted({defaults.begin(), defaults.end()}, device); }

Result<void> makeDevices(RootfsContext& context) {
  // A spec that binds the host's /dev brings its own nodes.
  for (const oci::Mount& entry : context.config.mounts)
    if (cleanPath(entry.destination) == "/dev" && entry.type != "tmpfs") return {};
  for (const oci::Device& device : defaults) TRY(makeDevice(context, device));
  for (const oci::Device& device : context.config.devices) TRY(makeDevice(context, device));
  InRootParent dev = TRY(parentInRoot(context.root.get(), "/dev/fd"));
  for (const auto& [name, target] : links) {
    if (symlinkat(target, dev.dir.get(), name) != 0 && errno != EEXIST) return systemError("device", std::string("/dev/") + name);
  }
  return {};
}

Result<void> bindConsole(RootfsContext& context, int slave) {
  Fd target = TRY(makeFileInRoot(context.root.get(), "/dev/console", 0620));
  return bindOn(target.get(), slave, false, 0, 0, "/dev/console");
}

}  // namespace bulkhead
