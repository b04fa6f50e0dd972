#pragma once

#include "monitor/process_io.h"
#include "process/exec.h"
#include "process/init.h"
#include "sys/pid.h"

namespace bulkhead {

/** A process that is made but has not executed its program yet. */
struct Spawned {
  Pid process;
  /** Our end of the setup channel; it closes when the exec succeeds. */
  Fd channel;
};

/** Clones a container's init, puts it into its cgroups and waits until it is ready to be started. Without `io` it gets `plan.stdio`. */
Result<Spawned> spawnInit(InitPlan& plan, ProcessIo* io);
/** Starts a further process; returns when it has executed its program, or with why it could not. */
Result<Spawned> spawnExec(ExecPlan& plan, ProcessIo& io);
/** The end of the channel is success; an `error` is why not. Blocks for the moment an exec takes. */
Result<void> awaitExec(int channel);

}  // namespace bulkhead
