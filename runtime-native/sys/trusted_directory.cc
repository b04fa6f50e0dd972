#include "sys/trusted_directory.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <sstream>

namespace bulkhead {

namespace {

/** Others pass through, and list nothing. */
constexpr unsigned directoryMode = 0711;
constexpr mode_t othersWrite = 022;

Result<void> checkRoots(int directory, const std::string& path) {
  struct stat found {};
  if (fstat(directory, &found) != 0) return systemError("trust", path);
  if (found.st_uid == 0 && ((found.st_mode & othersWrite) == 0 || (found.st_mode & S_ISVTX) != 0)) return {};
  return deniedError("trust", path, path + " is not root's alone: others could put something else in its place; choose another directory");
}

}  // namespace

Result<Fd> openTrustedDirectory(const std::string& path) {
  if (path.empty() || path.front() != '/') return invalidError("trust", path, "the directory \"" + path + "\" must be given by an absolute path");
  Fd current(open("/", O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!current) return systemError("trust", "/");
  std::string prefix;
  std::istringstream parts(path);
  for (std::string part; std::getline(parts, part, '/');) {
    if (part.empty()) continue;
    prefix += "/" + part;
    if (part == "..") return invalidError("trust", path, "the directory " + path + " must be given without \"..\"");
    if (mkdirat(current.get(), part.c_str(), directoryMode) != 0 && errno != EEXIST) return systemError("mkdir", prefix);
    Fd next(openat(current.get(), part.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!next) return systemError("trust", prefix);
    TRY(checkRoots(next.get(), prefix));
    current = std::move(next);
  }
  return current;
}

}  // namespace bulkhead
