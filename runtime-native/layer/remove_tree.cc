#include "layer/remove_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <memory>

#include "sys/syscalls.h"

namespace bulkhead {

namespace {

constexpr int maxDepth = 2000;

/** NO_XDEV: a mount left below the tree belongs to someone, and its files are not ours to remove. */
Result<Fd> openDirectory(int parent, const std::string& name) {
  open_how how{};
  how.flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
  how.resolve = RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV | RESOLVE_BENEATH;
  int fd = sys::openat2(parent, name.c_str(), how);
  if (fd < 0) return systemError("remove", name);
  return Fd(fd);
}

Result<void> removeAt(int parent, const std::string& name, int depth);

Result<void> empty(int directory, int depth) {
  int copy = fcntl(directory, F_DUPFD_CLOEXEC, 3);
  std::unique_ptr<DIR, int (*)(DIR*)> entries(copy < 0 ? nullptr : fdopendir(copy), closedir);
  if (!entries) return systemError("remove", "directory");
  while (const dirent* entry = readdir(entries.get())) {
    std::string name = entry->d_name;
    if (name != "." && name != "..") TRY(removeAt(directory, name, depth + 1));
  }
  return {};
}

Result<void> removeAt(int parent, const std::string& name, int depth) {
  if (unlinkat(parent, name.c_str(), 0) == 0 || errno == ENOENT) return {};
  if (errno != EISDIR && errno != EPERM) return systemError("remove", name);
  if (depth > maxDepth) return invalidError("remove", name, "the tree is deeper than " + std::to_string(maxDepth) + " directories");
  Result<Fd> directory = openDirectory(parent, name);
  if (!directory && directory.error().errnum == EACCES) {
    // overlayfs makes its work directory with mode 0; in a user namespace only the owner's bits help.
    fchmodat(parent, name.c_str(), 0700, 0);
    directory = openDirectory(parent, name);
  }
  if (!directory) return std::move(directory.error());
  TRY(empty(directory->get(), depth));
  if (unlinkat(parent, name.c_str(), AT_REMOVEDIR) != 0 && errno != ENOENT) return systemError("remove", name);
  return {};
}

}  // namespace

Result<void> removeTree(int parent, const std::string& name) { return removeAt(parent, name, 0); }

}  // namespace bulkhead
