#pragma once

#include "sys/fd.h"

namespace bulkhead {

/**
 * What a starting process and its monitor say to each other, over a SOCK_SEQPACKET pair that closes when the exec succeeds: child
 * `terminal` (with the master), `pid` (exec only, with the pidfd), `ready`, `error`; monitor `go` and `start`.
 */
enum class SetupMessage : char { terminal = 'T', pid = 'P', ready = 'R', error = 'E', go = 'G', start = 'S' };

Result<void> sendSetup(int channel, SetupMessage message, std::string_view text = {}, int fd = -1);
/** Blocks. Anything but `expected`, and the end, is an error: the monitor is gone, or gave up. */
Result<void> awaitSetup(int channel, SetupMessage expected);

}  // namespace bulkhead
