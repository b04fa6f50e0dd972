#include <sys/mount.h>
#include <unistd.h>

#include "rootfs/rootfs.h"
#include "sys/syscalls.h"

namespace bulkhead {

/** The old root ends up below the new one and is detached from there: no directory for it has to exist in the image. */
Result<void> pivotRoot(RootfsContext& context) {
  if (fchdir(context.root.get()) != 0) return systemError("pivot_root", context.staging);
  if (sys::pivotRoot(".", ".") != 0) return systemError("pivot_root", context.staging);
  if (mount(nullptr, ".", nullptr, MS_SLAVE | MS_REC, nullptr) != 0) return systemError("pivot_root", "old root");
  if (umount2(".", MNT_DETACH) != 0) return systemError("pivot_root", "old root");
  if (chdir("/") != 0) return systemError("pivot_root", "/");
  return {};
}

}  // namespace bulkhead
