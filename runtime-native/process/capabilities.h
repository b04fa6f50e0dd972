#pragma once

#include <string>
#include <vector>

#include "oci/config.h"
#include "sys/error.h"

namespace bulkhead {

/**
 * Refuses names the kernel or this process does not have, and sets the kernel would not make: a capability that is asked for is given, or
 * nothing starts. In a user namespace of its own a container's root can have every capability there is.
 */
Result<void> checkCapabilities(const oci::Capabilities& capabilities, bool ownUserNamespace);
/**
 * The exception: an ambient capability has to be inheritable too, and the configs that `runc spec` and `crun spec` write have some that are
 * not. As the runtime-spec has it for what cannot be granted, they are left out with a warning.
 */
std::vector<std::string> ungrantableAmbient(const oci::Capabilities& capabilities);
/** Before the ids change: what is not in `bounding` can never come back. */
Result<void> dropBounding(const oci::Capabilities& capabilities);
/** After the ids changed. Inheritable stays what the spec says, which by default is nothing (CVE-2022-29162). */
Result<void> setCapabilities(const oci::Capabilities& capabilities);

}  // namespace bulkhead
