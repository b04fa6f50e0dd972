#pragma once

#include <string>

#include "sys/fd.h"

namespace bulkhead {

/**
 * The only ways to touch a path under a root filesystem. Symbolic links resolve inside the root, magic links not at all
 * (CVE-2019-16884, CVE-2021-30465); needs Linux 5.6.
 */
Result<Fd> openInRoot(int root, const std::string& path, int flags);
/** mkdir -p; returns the last directory as O_PATH. A symbolic link on the way is followed inside the root. */
Result<Fd> makeDirectoryInRoot(int root, const std::string& path, unsigned mode);
/** An empty regular file with its parents if it does not exist, else what is there; O_PATH. */
Result<Fd> makeFileInRoot(int root, const std::string& path, unsigned mode);
/** The directory of `path` (made if missing) and its last component, which is never a link to elsewhere. */
struct InRootParent {
  Fd dir;
  std::string name;
};
Result<InRootParent> parentInRoot(int root, const std::string& path);

/** "/a//b/../c/" → "/a/c"; always absolute, `..` never above the root. */
std::string cleanPath(const std::string& path);

}  // namespace bulkhead
