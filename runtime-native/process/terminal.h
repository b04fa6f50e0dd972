#pragma once

#include "oci/config.h"
#include "sys/fd.h"

namespace bulkhead {

struct Terminal {
  Fd master;
  Fd slave;
};

/** A pair of the container's own devpts, found below `root`; the slave belongs to `process`'s user. */
Result<Terminal> openTerminal(int root, const oci::Process& process);
/** A new session whose terminal is `slave`, which becomes stdin, stdout and stderr. */
Result<void> takeTerminal(int slave);
Result<void> setTerminalSize(int master, unsigned rows, unsigned columns);

}  // namespace bulkhead
