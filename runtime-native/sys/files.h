#pragma once

#include <string>
#include <string_view>

#include "sys/fd.h"

namespace bulkhead {

/** Opens with O_CLOEXEC. `dir` may be AT_FDCWD. */
Result<Fd> openAt(int dir, const std::string& path, int flags, unsigned mode = 0);
/** Contents of a small file such as those of cgroup and /proc. */
Result<std::string> readFileAt(int dir, const std::string& path, size_t maxBytes = 65536);
/** One write(2), as kernel files want it. */
Result<void> writeFileAt(int dir, const std::string& path, std::string_view data);
/** Temp file, rename: readers see the old or the new text, never a part. */
Result<void> replaceFileAt(int dir, const std::string& name, std::string_view data);
/** mkdir -p of an absolute path of our own (not for paths in a root filesystem). */
Result<void> makeDirectories(const std::string& path, unsigned mode);
/** Removes the files in a flat directory of ours and the directory. */
Result<void> removeFlatDirectory(int parent, const std::string& name);

}  // namespace bulkhead
