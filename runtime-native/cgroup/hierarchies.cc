#include "cgroup/hierarchies.h"

#include <fcntl.h>

#include <sstream>
#include <vector>

#include "sys/files.h"

namespace bulkhead::cgroup {

namespace {

constexpr size_t maxMountinfoBytes = 4 << 20;

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

/** proc(5): space, tab, newline and backslash are written as three octal digits. */
std::string unescape(const std::string& text) {
  std::string plain;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 3 < text.size()) {
      plain += static_cast<char>((text[at + 1] - '0') * 64 + (text[at + 2] - '0') * 8 + (text[at + 3] - '0'));
      at += 3;
    } else {
      plain += text[at];
    }
  }
  return plain;
}

struct CgroupMount {
  std::string root, point, type;
  std::vector<std::string> options;
};

std::vector<CgroupMount> cgroupMounts(const std::string& mountinfo) {
  std::vector<CgroupMount> mounts;
  for (const std::string& line : split(mountinfo, '\n')) {
    std::vector<std::string> fields = split(line, ' ');
    size_t dash = 6;
    while (dash < fields.size() && fields[dash] != "-") ++dash;
    if (dash + 3 >= fields.size()) continue;
    const std::string& type = fields[dash + 1];
    if (type == "cgroup" || type == "cgroup2") mounts.push_back({unescape(fields[3]), unescape(fields[4]), type, split(fields[dash + 3], ',')});
  }
  return mounts;
}

/** Seen through a mount whose root is not the hierarchy's: the own path below that root. */
std::string below(const std::string& root, const std::string& path) {
  if (root == "/" || root.empty()) return path;
  if (path == root) return "/";
  return path.starts_with(root + "/") ? path.substr(root.size()) : "/";
}

}  // namespace

Hierarchies parseHierarchies(const std::string& mountinfo, const std::string& ownCgroups, const std::string& v2Controllers) {
  Hierarchies found;
  std::map<std::string, std::string> own;
  for (const std::string& line : split(ownCgroups, '\n')) {
    size_t first = line.find(':');
    size_t second = first == std::string::npos ? first : line.find(':', first + 1);
    if (second == std::string::npos) continue;
    std::string names = line.substr(first + 1, second - first - 1);
    if (names.empty()) own[""] = line.substr(second + 1);
    for (const std::string& name : split(names, ',')) own[name] = line.substr(second + 1);
  }
  for (const CgroupMount& mount : cgroupMounts(mountinfo)) {
    if (mount.type == "cgroup2") {
      if (found.contains("")) continue;
      Hierarchy hierarchy{2, mount.point, below(mount.root, own[""])};
      found[""] = hierarchy;
      for (const std::string& name : split(v2Controllers, ' ')) found.try_emplace(name, hierarchy);
      continue;
    }
    for (const std::string& option : mount.options) {
      if (own.contains(option) && !option.empty()) found[option] = Hierarchy{1, mount.point, below(mount.root, own[option])};
    }
  }
  return found;
}

Result<Hierarchies> readHierarchies() {
  std::string mountinfo = TRY(readFileAt(AT_FDCWD, "/proc/self/mountinfo", maxMountinfoBytes));
  std::string own = TRY(readFileAt(AT_FDCWD, "/proc/self/cgroup"));
  Hierarchies first = parseHierarchies(mountinfo, own, "");
  auto unified = first.find("");
  if (unified == first.end()) return first;
  Result<std::string> controllers = readFileAt(AT_FDCWD, unified->second.directory() + "/cgroup.controllers");
  if (!controllers) return first;
  while (!controllers->empty() && controllers->back() == '\n') controllers->pop_back();
  return parseHierarchies(mountinfo, own, *controllers);
}

}  // namespace bulkhead::cgroup
