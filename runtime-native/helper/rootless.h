#pragma once

#include <string>

#include "helper/policy.h"

namespace bulkhead {

/**
 * Makes this process root of a user namespace, with a mount namespace of its own: mapped by newuidmap and newgidmap if the user has
 * sub-id ranges, else only the user itself. If a container of an earlier helper still runs, its namespaces are joined instead: from
 * others it could be neither entered nor signalled. `caller`'s mappings become what was really mapped.
 */
Result<void> enterUserNamespace(Caller& caller, const std::string& runRoot);

}  // namespace bulkhead
