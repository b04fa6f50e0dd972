#pragma once

#include <string>

#include "sys/fd.h"

namespace bulkhead {

struct EngineConnection {
  Fd socket;
  /** What has been read of the frames already. */
  std::string frames;
};

/** Asks the engine of this user to do a command; frames follow. An error says why it does not, and that nothing has been done. */
Result<EngineConnection> askEngine(const std::string& request);

}  // namespace bulkhead
