#pragma once

#include "oci/config.h"
#include "sys/error.h"

namespace bulkhead {

/** Replaces the process. Comes back only with `command-not-found` or `not-executable`, in the words clients of Docker look for. */
Error execCommand(const oci::Process& process);

}  // namespace bulkhead
