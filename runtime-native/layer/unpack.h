#pragma once

#include <cstdint>
#include <string>

#include "layer/job.h"

namespace bulkhead {

struct UnpackRequest {
  /** The layer: a tar, or one compressed with gzip, zstd or xz. */
  int archive = -1;
  /** Absolute path of the directory to be made. */
  std::string target;
  /** `sha256:…` of the uncompressed tar. */
  std::string diffId;
  uint64_t maxBytes = 0;
  uint64_t maxEntries = 0;
  /** Whose the files will be; this process's own user without. */
  std::optional<JobOwner> owner = std::nullopt;
};

struct UnpackResult {
  uint64_t bytes = 0;
  uint64_t entries = 0;
};

/**
 * Unpacks one layer into `target`, in a process whose root is the new directory and which keeps only the capabilities that
 * owning other users' files takes. The directory gets its name when all is written and the digest is right, so one that
 * exists is whole; after an error nothing is left.
 */
Result<Job> startUnpack(const UnpackRequest& request);
Result<UnpackResult> finishUnpack(Job& job);

/** Removes a tree of ours in a process of its own: a large one takes seconds. */
Result<Job> startRemoval(const std::string& path, const std::optional<JobOwner>& owner = std::nullopt);

}  // namespace bulkhead
