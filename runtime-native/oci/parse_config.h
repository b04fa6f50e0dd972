#pragma once

#include "oci/config.h"
#include "oci/json_reader.h"

namespace bulkhead::oci {

/** Types and ranges; what the kernel says to the values is the business of whoever uses them. */
Result<Config> parseConfig(const std::string& text);
Result<Process> parseProcess(const std::string& text);
Result<Resources> parseResources(const std::string& text);

/** For the two above and the resources' own file. */
Resources readResources(JsonReader& reader);

}  // namespace bulkhead::oci
