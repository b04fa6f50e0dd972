#include <fcntl.h>
#include <linux/magic.h>
#include <linux/mount.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>

#include "rootfs/mount_options.h"
#include "rootfs/rootfs.h"
#include "sys/files.h"
#include "sys/in_root.h"

namespace bulkhead {

namespace {

/** Files that lxcfs and its like give a container of its own; nothing of ours reads or writes them. */
constexpr std::array overlaidInProc = {"/proc/cpuinfo", "/proc/diskstats", "/proc/loadavg", "/proc/meminfo",
                                       "/proc/stat",    "/proc/swaps",     "/proc/uptime",  "/proc/slabinfo"};
constexpr ino_t procRootInode = 1;

/**
 * Whoever covers a file of /proc decides what is written there later: a sysctl, a label of the process (CVE-2019-16884, CVE-2025-52881).
 * Asked of the place itself, so that no link of the image leads there by another name.
 */
Result<void> checkOutsideProc(int target, const std::string& destination) {
  struct statfs filesystem {};
  struct stat place {};
  if (fstatfs(target, &filesystem) != 0 || fstat(target, &place) != 0) return systemError("mount", destination);
  if (filesystem.f_type != PROC_SUPER_MAGIC || place.st_ino == procRootInode) return {};
  if (std::find(overlaidInProc.begin(), overlaidInProc.end(), cleanPath(destination)) != overlaidInProc.end()) return {};
  return invalidError("mount", destination, destination + " cannot be mounted because it is inside /proc");
}

/** The source is open already: it is judged by what it is, not by a name that could lead elsewhere the next moment. */
Result<void> applyBindRules(const BindRules& rules, const oci::Mount& entry, int source, const struct stat& kind, MountOptions& options) {
  // In its user namespace this process has become the caller, and no capability of it counts for files of others.
  if (faccessat(source, "", R_OK, AT_EMPTY_PATH | AT_EACCESS) != 0)
    return deniedError("policy", entry.source, entry.source + " cannot be mounted: you may not read it (" + errnoName(errno) + ")");
  if (!S_ISCHR(kind.st_mode) && !S_ISBLK(kind.st_mode)) {
    options.attributesSet |= MOUNT_ATTR_NODEV;
    options.attributesCleared &= ~static_cast<uint64_t>(MOUNT_ATTR_NODEV);
    return {};
  }
  oci::Device device{entry.source, S_ISBLK(kind.st_mode) ? 'b' : 'c', major(kind.st_rdev), minor(kind.st_rdev)};
  if (isDefaultDevice(device) || isGranted(rules.devices, device)) return {};
  return deniedError("policy", entry.source,
                     "the device " + entry.source + " is not granted: whoever starts the privileged helper can, with --device " + entry.source);
}

Result<void> mountBind(RootfsContext& context, const oci::Mount& entry, MountOptions options) {
  Fd source = TRY(openAt(AT_FDCWD, sourcePath(context, entry.source), O_PATH));
  struct stat kind {};
  if (fstat(source.get(), &kind) != 0) return systemError("mount", entry.source);
  if (context.bindRules) TRY(applyBindRules(*context.bindRules, entry, source.get(), kind, options));
  Fd target = S_ISDIR(kind.st_mode) ? TRY(makeDirectoryInRoot(context.root.get(), entry.destination, 0755))
                                    : TRY(makeFileInRoot(context.root.get(), entry.destination, 0644));
  TRY(checkOutsideProc(target.get(), entry.destination));
  TRY(bindOn(target.get(), source.get(), options.recursive, options.attributesSet, options.attributesCleared,
             entry.source + " on " + entry.destination));
  if (options.propagation == 0) return {};
  Fd mounted = TRY(openInRoot(context.root.get(), entry.destination, O_PATH));
  return mountOn(mounted.get(), nullptr, nullptr, options.propagation, nullptr, entry.destination);
}

/**
 * The container's own cgroup, which is all that its cgroup namespace would show of a new mount. Such a mount waits 10 ms for an RCU grace
 * period; it is made only where the container has no cgroup.
 */
Result<void> mountVersion2(RootfsContext& context, int target, const MountOptions& options, const std::string& object) {
  auto own = context.cgroups.find("");
  if (own == context.cgroups.end()) return mountOn(target, "cgroup", "cgroup2", options.flags, nullptr, object);
  Fd directory = TRY(openAt(AT_FDCWD, own->second, O_PATH | O_DIRECTORY));
  return bindOn(target, directory.get(), false, options.attributesSet, 0, object);
}

/** Each v1 hierarchy below a tmpfs, as programs expect them; v2 alone as itself. The cgroup namespace hides the host's tree. */
Result<void> mountCgroup(RootfsContext& context, const oci::Mount& entry, const MountOptions& options) {
  Fd target = TRY(makeDirectoryInRoot(context.root.get(), entry.destination, 0755));
  cgroup::Hierarchies hierarchies = TRY(cgroup::readHierarchies());
  bool onlyV2 = true;
  for (const auto& [name, hierarchy] : hierarchies) onlyV2 = onlyV2 && hierarchy.version == 2;
  if (onlyV2) return mountVersion2(context, target.get(), options, entry.destination);
  TRY(mountOn(target.get(), "tmpfs", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "mode=755", entry.destination));
  // Co-mounted controllers ("cpu,cpuacct") are named together, and a hierarchy without any by its "name=".
  std::map<std::string, std::string> mountPoints;
  for (const auto& [name, hierarchy] : hierarchies) {
    std::string& names = mountPoints[hierarchy.mountPoint];
    if (hierarchy.version == 1) names += (names.empty() ? "" : ",") + name;
  }
  for (const auto& [mountPoint, names] : mountPoints) {
    std::string path = entry.destination + mountPoint.substr(mountPoint.rfind('/'));
    Fd point = TRY(makeDirectoryInRoot(context.root.get(), path, 0755));
    TRY(names.empty() ? mountVersion2(context, point.get(), options, path)
                      : mountOn(point.get(), "cgroup", "cgroup", options.flags, names.c_str(), path));
  }
  Fd top = TRY(openInRoot(context.root.get(), entry.destination, O_PATH | O_DIRECTORY));
  if ((options.flags & MS_RDONLY) == 0) return {};
  return mountOn(top.get(), nullptr, nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr, entry.destination);
}

/** The destination must be a directory of the image itself: over a link, /proc could end up elsewhere (CVE-2019-19921, CVE-2023-27561). */
Result<void> checkRealDirectory(RootfsContext& context, const std::string& destination) {
  InRootParent place = TRY(parentInRoot(context.root.get(), destination));
  struct stat kind {};
  if (fstatat(place.dir.get(), place.name.c_str(), &kind, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISDIR(kind.st_mode))
    return invalidError("mount", destination, destination + " in the root filesystem is not a directory: the image is damaged or hostile");
  return {};
}

Result<void> mountFilesystem(RootfsContext& context, const oci::Mount& entry, const MountOptions& options) {
  bool isKernels = entry.type == "proc" || entry.type == "sysfs";
  if (isKernels) TRY(checkRealDirectory(context, entry.destination));
  Fd target = TRY(makeDirectoryInRoot(context.root.get(), entry.destination, 0755));
  TRY(checkOutsideProc(target.get(), entry.destination));
  // devpts and mqueue apply "ro" to the instance; all others take it as a flag of the mount.
  TRY(mountOn(target.get(), entry.source.c_str(), entry.type.c_str(), options.flags, options.data.empty() ? nullptr : options.data.c_str(),
              entry.type + " on " + entry.destination));
  if (entry.type != "proc") return {};
  Fd mounted = TRY(openInRoot(context.root.get(), entry.destination, O_PATH | O_DIRECTORY));
  struct statfs magic {};
  if (fstatfs(mounted.get(), &magic) != 0 || magic.f_type != PROC_SUPER_MAGIC)
    return invalidError("mount", entry.destination, entry.destination + " is not the proc filesystem after it was mounted");
  return {};
}

}  // namespace

Result<void> mountAll(RootfsContext& context) {
  for (const oci::Mount& entry : context.config.mounts) {
    MountOptions options = parseMountOptions(entry.options);
    if (options.bind || entry.type == "bind") {
      TRY(mountBind(context, entry, options));
    } else if (entry.type == "cgroup" || entry.type == "cgroup2") {
      TRY(mountCgroup(context, entry, options));
    } else {
      TRY(mountFilesystem(context, entry, options));
    }
  }
  return {};
}

}  // namespace bulkhead
