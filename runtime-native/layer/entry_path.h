#pragma once

#include <string>

#include "sys/error.h"

namespace bulkhead {

/** What a name in a layer stands for (OCI image-spec, layer.md). */
struct EntryPath {
  enum class Kind {
    file,
    /** `.wh.NAME`: NAME of the layers below is gone. */
    whiteout,
    /** `.wh..wh..opq`: nothing of the layers below is seen in this directory. */
    opaque,
    /** Other `.wh..wh.` names: notes of aufs to itself. */
    ignored,
  };
  Kind kind = Kind::file;
  /** Relative, without `.` and double slashes; of a whiteout the name that is gone, of an opaque directory the directory; "" is the root. */
  std::string path;
};

/** Refuses absolute names, `..`, and names the kernel could not have made. */
Result<EntryPath> parseEntryPath(const char* name);

/** A hard link's target: the rules of names, and it must not be a whiteout. */
Result<std::string> parseLinkTarget(const char* target, const std::string& from);

}  // namespace bulkhead
