#pragma once

#include <string>
#include <vector>

#include "oci/config.h"

namespace bulkhead {

/** Mappings for a user namespace of `id`: itself as 0, then its ranges of /etc/subuid or /etc/subgid (subuid(5)) from 1 on. */
std::vector<oci::IdMapping> subordinateMappings(uint32_t id, const std::string& userName, const std::string& userId, const std::string& table);

/** The name of a uid in the text of /etc/passwd; "" if it has none. Not getpwuid: a static program has no NSS. */
std::string userNameOf(uid_t uid, const std::string& passwd);

/** Likewise the home directory. */
std::string homeOf(uid_t uid, const std::string& passwd);

}  // namespace bulkhead
