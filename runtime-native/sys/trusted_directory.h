#pragma once

#include <string>

#include "sys/fd.h"

namespace bulkhead {

/**
 * A directory, made if it is missing, in which nobody but root can change a name, nor on the way to it: each is root's, is no link, and
 * others may not write there unless it keeps them from each other's files, as /tmp does. O_PATH.
 */
Result<Fd> openTrustedDirectory(const std::string& path);

}  // namespace bulkhead
