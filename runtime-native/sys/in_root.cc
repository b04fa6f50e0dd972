#include "sys/in_root.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <vector>

#include "sys/syscalls.h"

namespace bulkhead {

namespace {

std::vector<std::string> componentsOf(const std::string& path) {
  std::vector<std::string> parts;
  for (size_t at = 0; at < path.size();) {
    size_t end = path.find('/', at);
    if (end == std::string::npos) end = path.size();
    std::string part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
      continue;
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace

std::string cleanPath(const std::string& path) {
  std::string clean;
  for (const std::string& part : componentsOf(path)) clean += "/" + part;
  return clean.empty() ? "/" : clean;
}

Result<Fd> openInRoot(int root, const std::string& path, int flags) {
  open_how how{};
  how.flags = static_cast<uint64_t>(flags | O_CLOEXEC);
  how.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
  std::string relative = cleanPath(path).substr(1);
  if (relative.empty()) relative = ".";
  // EAGAIN: a rename or mount elsewhere raced with the walk and the kernel could not prove that we stayed inside.
  for (int attempt = 0; attempt < 128; ++attempt) {
    int fd = sys::openat2(root, relative.c_str(), how);
    if (fd >= 0) return Fd(fd);
    if (errno != EAGAIN && errno != EINTR) break;
  }
  return systemError("open", path, errno, errno == ENOSYS ? "Linux 5.6 or newer is needed" : "");
}

Result<Fd> makeDirectoryInRoot(int root, const std::string& path, unsigned mode) {
  Result<Fd> whole = openInRoot(root, path, O_PATH | O_DIRECTORY);
  if (whole || whole.error().errnum != ENOENT) return whole;
  Fd current = TRY(openInRoot(root, "/", O_PATH | O_DIRECTORY));
  std::string prefix;
  for (const std::string& part : componentsOf(path)) {
    prefix += "/" + part;
    Result<Fd> next = openInRoot(root, prefix, O_PATH | O_DIRECTORY);
    if (!next && next.error().errnum == ENOENT) {
      if (mkdirat(current.get(), part.c_str(), mode) != 0 && errno != EEXIST) return systemError("mkdir", prefix);
      // Not through the root again: what we just made must not be a link that someone put in its place.
      int fd = openat(current.get(), part.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (fd < 0) return systemError("open", prefix);
      next = Fd(fd);
    }
    current = TRY(std::move(next));
  }
  return current;
}

Result<InRootParent> parentInRoot(int root, const std::string& path) {
  std::string clean = cleanPath(path);
  size_t slash = clean.rfind('/');
  if (clean == "/") return invalidError("path", path, path + " names the root itself");
  Fd dir = TRY(makeDirectoryInRoot(root, clean.substr(0, slash), 0755));
  return InRootParent{std::move(dir), clean.substr(slash + 1)};
}

Result<Fd> makeFileInRoot(int root, const std::string& path, unsigned mode) {
  Result<Fd> existing = openInRoot(root, path, O_PATH);
  if (existing || existing.error().errnum != ENOENT) return existing;
  InRootParent parent = TRY(parentInRoot(root, path));
  Fd made(openat(parent.dir.get(), parent.name.c_str(), O_CREAT | O_EXCL | O_NOFOLLOW | O_RDONLY | O_CLOEXEC, mode));
  if (!made) return systemError("create", path);
  Fd location(openat(parent.dir.get(), parent.name.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
  if (!location) return systemError("open", path);
  return location;
}

}  // namespace bulkhead
