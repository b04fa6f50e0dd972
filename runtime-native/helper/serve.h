#pragma once

#include <map>
#include <string>

#include "helper/policy.h"
#include "sys/fd.h"

namespace bulkhead {

/** Who a user is to the helper: with the id ranges the system grants them. */
Caller callerOf(Caller::Mode mode, uid_t uid, gid_t gid, std::string dataRoot);

/** Serves one connected engine until it hangs up. `hostNamespaces`: kind → inode, from before the helper entered any of its own. */
Result<void> serve(Fd channel, Caller caller, const std::string& runRoot, std::map<std::string, uint64_t> hostNamespaces);

/** What a helper that died in the middle of a create left behind. Only while no other serves the same run directory. */
Result<void> removeUnfinished(const Caller& caller, const std::string& runRoot);

}  // namespace bulkhead
