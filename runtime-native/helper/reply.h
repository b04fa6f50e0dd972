#pragma once

#include <string>

#include "oci/json_reader.h"

namespace bulkhead {

/** The packets of the protocol: `{"id":…,"result":…}` and `{"id":…,"error":…}`. */
std::string resultText(int64_t id, const Json& result);
std::string errorText(int64_t id, const Error& error);

}  // namespace bulkhead
