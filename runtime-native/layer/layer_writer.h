#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "layer/entry_path.h"
#include "sys/fd.h"

namespace bulkhead {

/**
 * Writes the entries of one layer below a directory, every path resolved inside it. A later entry replaces an earlier one, as
 * tar and the image-spec have it.
 */
class LayerWriter {
 public:
  /** `root`: the layer's directory, for openat2(RESOLVE_IN_ROOT). */
  explicit LayerWriter(Fd root) : root_(std::move(root)) {}

  Result<void> write(archive* reader, archive_entry* entry);
  /** Directories get their times last: writing into them changes them. */
  Result<void> finish();
  /** Directories in which nothing of the layers below is to be seen; relative paths. */
  [[nodiscard]] const std::vector<std::string>& opaqueDirectories() const { return opaque_; }

 private:
  Result<void> writeWhiteout(const std::string& path);
  Result<void> noteOpaque(const std::string& path);
  Result<void> writeFile(archive* reader, archive_entry* entry, const std::string& path);
  Result<void> makeDirectory(archive_entry* entry, const std::string& path);
  Result<void> makeRegular(archive* reader, archive_entry* entry, int parent, const std::string& name);
  Result<void> makeOther(archive_entry* entry, int parent, const std::string& name, const std::string& path);
  Result<void> linkTo(const std::string& target, int parent, const std::string& name, const std::string& path);

  Fd root_;
  std::unordered_map<std::string, timespec> directoryTimes_;
  std::vector<std::string> opaque_;
};

}  // namespace bulkhead
