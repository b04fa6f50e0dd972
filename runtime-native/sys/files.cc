#include "sys/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cstring>
#include <memory>

namespace bulkhead {

Result<Fd> openAt(int dir, const std::string& path, int flags, unsigned mode) {
  int fd;
  do fd = openat(dir, path.c_str(), flags | O_CLOEXEC, mode);
  while (fd < 0 && errno == EINTR);
  if (fd < 0) return systemError("open", path);
  return Fd(fd);
}

Result<std::string> readFileAt(int dir, const std::string& path, size_t maxBytes) {
  Fd fd = TRY(openAt(dir, path, O_RDONLY));
  return readAll(fd.get(), maxBytes, path);
}

Result<void> writeFileAt(int dir, const std::string& path, std::string_view data) {
  Fd fd = TRY(openAt(dir, path, O_WRONLY));
  ssize_t written;
  do written = write(fd.get(), data.data(), data.size());
  while (written < 0 && errno == EINTR);
  if (written < 0) return systemError("write", path);
  return {};
}

Result<void> replaceFileAt(int dir, const std::string& name, std::string_view data) {
  std::string temporary = "." + name + ".new";
  {
    Fd fd = TRY(openAt(dir, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600));
    TRY(writeAll(fd.get(), data, name));
  }
  if (renameat(dir, temporary.c_str(), dir, name.c_str()) != 0) return systemError("rename", name);
  return {};
}

Result<void> makeDirectories(const std::string& path, unsigned mode) {
  for (size_t at = 1; at != std::string::npos;) {
    at = path.find('/', at);
    std::string prefix = path.substr(0, at);
    if (mkdir(prefix.c_str(), mode) != 0 && errno != EEXIST) {
      int reason = errno;
      struct stat info {};
      if (stat(prefix.c_str(), &info) != 0) return systemError("mkdir", prefix, reason);
    }
    if (at != std::string::npos) ++at;
  }
  return {};
}

Result<void> removeFlatDirectory(int parent, const std::string& name) {
  Result<Fd> dir = openAt(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  if (!dir) {
    if (dir.error().errnum == ENOENT) return {};
    return dir.error();
  }
  int listing = dir->release();
  std::unique_ptr<DIR, int (*)(DIR*)> stream(fdopendir(listing), closedir);
  if (!stream) {
    close(listing);
    return systemError("readdir", name);
  }
  while (dirent* entry = readdir(stream.get())) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    int flags = entry->d_type == DT_DIR ? AT_REMOVEDIR : 0;
    if (unlinkat(dirfd(stream.get()), entry->d_name, flags) != 0 && errno != ENOENT) return systemError("unlink", name + "/" + entry->d_name);
  }
  if (unlinkat(parent, name.c_str(), AT_REMOVEDIR) != 0 && errno != ENOENT) return systemError("rmdir", name);
  return {};
}

}  // namespace bulkhead
