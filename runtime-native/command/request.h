#pragma once

#include <string>

#include "sys/error.h"

namespace bulkhead {

/** The directory of this very program, in which the engine's and the Node command line's lie, too. */
Result<std::string> programDirectory();

/** What this process was called with, as the JSON that `POST /bulkhead/command` takes (api/command.ts). */
Result<std::string> commandRequest(const std::string& directory, int count, char** words);

}  // namespace bulkhead
