#include <fcntl.h>
#include <linux/mount.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "rootfs/rootfs.h"
#include "sys/files.h"
#include "sys/in_root.h"
#include "sys/syscalls.h"

namespace bulkhead {

namespace {

/** The host's, opened before the pivot and checked: the container's /dev/null may be anything (CVE-2025-31133). */
Result<Fd> openNull() {
  Fd null = TRY(openAt(AT_FDCWD, "/dev/null", O_PATH | O_NOFOLLOW));
  struct stat node {};
  if (fstat(null.get(), &node) != 0 || !S_ISCHR(node.st_mode) || node.st_rdev != makedev(1, 3))
    return invalidError("mask", "/dev/null", "the host's /dev/null is not character device 1:3");
  return null;
}

Result<void> mask(RootfsContext& context, int null, const std::string& path) {
  Result<Fd> target = openInRoot(context.root.get(), path, O_PATH);
  if (!target && (target.error().errnum == ENOENT || target.error().errnum == ENOTDIR || target.error().errnum == EACCES)) return {};
  if (!target) return std::move(target.error());
  struct stat kind {};
  if (fstat(target->get(), &kind) != 0) return systemError("mask", path);
  if (S_ISDIR(kind.st_mode))
    return mountOn(target->get(), "tmpfs", "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=0k,nr_inodes=1,mode=000", path);
  return bindOn(target->get(), null, false, 0, 0, path);
}

Result<void> protect(RootfsContext& context, const std::string& path) {
  Result<Fd> target = openInRoot(context.root.get(), path, O_PATH);
  if (!target && (target.error().errnum == ENOENT || target.error().errnum == ENOTDIR)) return {};
  if (!target) return std::move(target.error());
  return bindOn(target->get(), target->get(), true, MOUNT_ATTR_RDONLY, 0, path);
}

Result<void> setReadonly(RootfsContext& context, const std::string& path) {
  Fd mounted = TRY(openInRoot(context.root.get(), path, O_PATH | O_DIRECTORY));
  mount_attr attributes{};
  attributes.attr_set = MOUNT_ATTR_RDONLY;
  if (sys::mountSetattr(mounted.get(), "", AT_EMPTY_PATH, attributes) != 0) return systemError("readonly", path);
  return {};
}

}  // namespace

Result<void> maskPaths(RootfsContext& context) {
  for (const std::string& path : context.config.readonlyPaths) TRY(protect(context, path));
  if (context.config.maskedPaths.empty()) return {};
  Fd null = TRY(openNull());
  for (const std::string& path : context.config.maskedPaths) TRY(mask(context, null.get(), path));
  return {};
}

/** The image's own mounts only; volumes and tmpfs keep what their entry says. */
Result<void> makeReadonly(RootfsContext& context) {
  if (!context.config.rootReadonly) return {};
  for (const Overlay& overlay : context.plan.overlays) TRY(setReadonly(context, overlay.target));
  return setReadonly(context, "/");
}

}  // namespace bulkhead
