#include <fcntl.h>
#include <linux/mount.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include <cerrno>

#include "layer/remove_tree.h"
#include "rootfs/rootfs.h"
#include "sys/files.h"
#include "sys/in_root.h"
#include "sys/syscalls.h"

namespace bulkhead {

namespace {

/** mount(2) takes one page of options. */
constexpr size_t maxOptionBytes = 4095 - sizeof(",volatile");

/** overlayfs has escapes for these, but no path of ours needs them, and an unescaped one would change what is mounted. */
Result<void> checkPath(const std::string& path) {
  if (path.empty() || path.front() != '/' || path.find_first_of(":,\\") != std::string::npos)
    return invalidError("overlay", path, "an overlay's directory must be an absolute path without ':', ',' and '\\': " + path);
  return {};
}

Result<std::string> optionsOf(const RootfsContext& context, const Overlay& overlay) {
  std::string options = "lowerdir=";
  for (const std::string& lower : overlay.lower) {
    TRY(checkPath(lower));
    if (options.back() != '=') options += ':';
    options += sourcePath(context, lower);
  }
  if (overlay.lower.empty()) return invalidError("overlay", overlay.target, "an overlay needs at least one lower directory");
  if (!overlay.upper.empty()) {
    TRY(checkPath(overlay.upper));
    TRY(checkPath(overlay.work));
    if (!context.sources.contains(overlay.upper)) TRY(makeWritable(overlay));
    options += ",upperdir=" + sourcePath(context, overlay.upper) + ",workdir=" + sourcePath(context, overlay.work);
  }
  // trusted.* attributes are out of reach there (Linux 5.11 has this option).
  if (context.inUserNamespace) options += ",userxattr";
  if (options.size() > maxOptionBytes)
    return unsupportedError("overlay", overlay.target, "the image has more layers than one overlay mount can name; squash it");
  return options;
}

/** A directory that is new in the upper layer looks like the lower one it covers, or the root would belong to whoever made it. */
void takeAfterLower(const RootfsContext& context, const Overlay& overlay) {
  struct stat lower {};
  if (overlay.upper.empty() || stat(sourcePath(context, overlay.lower.front()).c_str(), &lower) != 0) return;
  std::string upper = sourcePath(context, overlay.upper);
  chmod(upper.c_str(), lower.st_mode & 07777);
  // Ids that are not mapped here cannot be given; then it stays the container's root's.
  if (chown(upper.c_str(), lower.st_uid, lower.st_gid) != 0) return;
}

/**
 * The last unmount of a writable overlay syncs the whole file system below it, with what everybody else has written there, and the end of a
 * container waits for that. The kernel marks a volatile one as not to be used again, lest it was a power cut that ended it; a container
 * that starts again knows that it was not.
 */
Result<void> mountVolatile(const RootfsContext& context, const Overlay& overlay, int target, const std::string& options) {
  Fd work = TRY(openAt(AT_FDCWD, sourcePath(context, overlay.work), O_RDONLY | O_DIRECTORY));
  TRY(removeTree(work.get(), "work"));
  return mountOn(target, "overlay", "overlay", 0, (options + ",volatile").c_str(), "overlay on " + overlay.target);
}

Result<void> mountOverlay(const RootfsContext& context, const Overlay& overlay, int target) {
  std::string options = TRY(optionsOf(context, overlay));
  takeAfterLower(context, overlay);
  if (overlay.transient && !overlay.upper.empty()) {
    Result<void> mounted = mountVolatile(context, overlay, target, options);
    // Linux 5.10 has this option; an older one says of it what it says of everything wrong.
    if (mounted || mounted.error().errnum != EINVAL) return mounted;
  }
  return mountOn(target, "overlay", "overlay", 0, options.c_str(), "overlay on " + overlay.target);
}

}  // namespace

Result<void> mountOn(int target, const char* source, const char* type, unsigned long flags, const char* data, const std::string& object) {
  if (mount(source, fdPath(target).c_str(), type, flags, data) != 0) return systemError("mount", object);
  return {};
}

Result<void> bindOn(int target, int source, bool recursive, uint64_t set, uint64_t cleared, const std::string& object) {
  unsigned depth = recursive ? AT_RECURSIVE : 0;
  Fd tree(sys::openTree(source, "", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH | depth));
  if (!tree) return systemError("mount", object);
  if (set != 0 || cleared != 0) {
    mount_attr attributes{};
    attributes.attr_set = set;
    attributes.attr_clr = cleared;
    if ((set & MOUNT_ATTR__ATIME) != 0) attributes.attr_clr |= MOUNT_ATTR__ATIME;
    if (sys::mountSetattr(tree.get(), "", AT_EMPTY_PATH | depth, attributes) != 0) return systemError("mount", object);
  }
  if (sys::moveMount(tree.get(), "", target, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH) != 0) return systemError("mount", object);
  return {};
}

Result<void> makeWritable(const Overlay& overlay) {
  if (overlay.upper.empty()) return {};
  TRY(makeDirectories(overlay.upper, 0755));
  return makeDirectories(overlay.work, 0700);
}

Result<void> makeMountsPrivate(RootfsContext& context) {
  // Slave, not private: what the host unmounts later must not stay mounted in here and keep a disk busy.
  unsigned long propagation = context.config.rootfsPropagation == "private" || context.config.rootfsPropagation == "rprivate" ? MS_PRIVATE : MS_SLAVE;
  if (mount(nullptr, "/", nullptr, propagation | MS_REC, nullptr) != 0) return systemError("mount", "/");
  return {};
}

Result<void> mountBase(RootfsContext& context) {
  Fd staging = TRY(openStagedRoot(context));
  if (context.plan.directory.empty()) {
    TRY(mountOverlay(context, context.plan.base, staging.get()));
  } else {
    Fd source = TRY(openAt(AT_FDCWD, sourcePath(context, context.plan.directory), O_PATH | O_DIRECTORY));
    TRY(bindOn(staging.get(), source.get(), true, context.bindRules ? MOUNT_ATTR_NODEV : 0, 0, context.plan.directory));
  }
  context.root = TRY(openStagedRoot(context));
  // pivot_root wants a root that is not shared.
  return mountOn(context.root.get(), nullptr, nullptr, MS_PRIVATE | MS_REC, nullptr, "root filesystem");
}

Result<void> mountOverlays(RootfsContext& context) {
  for (const Overlay& overlay : context.plan.overlays) {
    Fd target = TRY(openInRoot(context.root.get(), overlay.target, O_PATH | O_DIRECTORY));
    TRY(mountOverlay(context, overlay, target.get()));
  }
  return {};
}

}  // namespace bulkhead
