#include "layer/entry_path.h"

#include <climits>
#include <string_view>

namespace bulkhead {

namespace {

constexpr std::string_view whiteoutPrefix = ".wh.";
constexpr std::string_view metaPrefix = ".wh..wh.";
constexpr std::string_view opaqueName = ".wh..wh..opq";

/** "" and a reason, or the clean path. */
Result<std::string> cleanRelative(const char* text, const char* step, const std::string& object) {
  if (text == nullptr || *text == '\0') return invalidError(step, object, "an entry of the layer has no name");
  std::string_view name = text;
  if (name.size() >= PATH_MAX) return invalidError(step, object, "an entry's name is longer than the kernel allows");
  if (name.front() == '/')
    return invalidError(step, std::string(name),
                        "the layer names the absolute path " + std::string(name) + ": refused, because it points out of the layer");
  std::string clean;
  for (size_t at = 0; at < name.size();) {
    size_t end = name.find('/', at);
    if (end == std::string_view::npos) end = name.size();
    std::string_view part = name.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == "..")
      return invalidError(step, std::string(name),
                          "the layer names " + std::string(name) + ": \"..\" is refused, because it points out of the layer");
    if (part.size() > NAME_MAX) return invalidError(step, object, "a name in the layer is longer than 255 bytes");
    if (!clean.empty()) clean += '/';
    clean += part;
  }
  return clean;
}

}  // namespace

Result<EntryPath> parseEntryPath(const char* name) {
  std::string clean = TRY(cleanRelative(name, "layer.path", "layer"));
  size_t slash = clean.rfind('/');
  std::string directory = slash == std::string::npos ? "" : clean.substr(0, slash);
  std::string_view last = slash == std::string::npos ? std::string_view(clean) : std::string_view(clean).substr(slash + 1);
  if (last == opaqueName) return EntryPath{EntryPath::Kind::opaque, directory};
  if (last.starts_with(metaPrefix)) return EntryPath{EntryPath::Kind::ignored, clean};
  if (last.starts_with(whiteoutPrefix)) {
    std::string gone(last.substr(whiteoutPrefix.size()));
    if (gone.empty() || gone == "." || gone == "..")
      return invalidError("layer.path", clean, "the layer has a whiteout that names nothing: " + clean);
    return EntryPath{EntryPath::Kind::whiteout, directory.empty() ? gone : directory + "/" + gone};
  }
  return EntryPath{EntryPath::Kind::file, clean};
}

Result<std::string> parseLinkTarget(const char* target, const std::string& from) {
  std::string clean = TRY(cleanRelative(target, "layer.link", from));
  if (clean.empty()) return invalidError("layer.link", from, "the hard link " + from + " has no target");
  return clean;
}

}  // namespace bulkhead
