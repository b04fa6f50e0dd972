#include "rootfs/mount_options.h"

#include <linux/mount.h>
#include <sys/mount.h>

#include <algorithm>
#include <array>

namespace bulkhead {

namespace {

struct Flag {
  const char* name;
  unsigned long flag;
  bool clears;
  uint64_t attribute;
};

constexpr std::array flags = {
    Flag{"ro", MS_RDONLY, false, MOUNT_ATTR_RDONLY},
    Flag{"rw", MS_RDONLY, true, MOUNT_ATTR_RDONLY},
    Flag{"nosuid", MS_NOSUID, false, MOUNT_ATTR_NOSUID},
    Flag{"suid", MS_NOSUID, true, MOUNT_ATTR_NOSUID},
    Flag{"nodev", MS_NODEV, false, MOUNT_ATTR_NODEV},
    Flag{"dev", MS_NODEV, true, MOUNT_ATTR_NODEV},
    Flag{"noexec", MS_NOEXEC, false, MOUNT_ATTR_NOEXEC},
    Flag{"exec", MS_NOEXEC, true, MOUNT_ATTR_NOEXEC},
    Flag{"noatime", MS_NOATIME, false, MOUNT_ATTR_NOATIME},
    Flag{"atime", MS_NOATIME, true, MOUNT_ATTR_NOATIME},
    Flag{"nodiratime", MS_NODIRATIME, false, MOUNT_ATTR_NODIRATIME},
    Flag{"diratime", MS_NODIRATIME, true, MOUNT_ATTR_NODIRATIME},
    Flag{"relatime", MS_RELATIME, false, 0},
    Flag{"norelatime", MS_RELATIME, true, 0},
    Flag{"strictatime", MS_STRICTATIME, false, MOUNT_ATTR_STRICTATIME},
    Flag{"nostrictatime", MS_STRICTATIME, true, 0},
    Flag{"sync", MS_SYNCHRONOUS, false, 0},
    Flag{"async", MS_SYNCHRONOUS, true, 0},
    Flag{"dirsync", MS_DIRSYNC, false, 0},
    Flag{"mand", MS_MANDLOCK, false, 0},
    Flag{"nomand", MS_MANDLOCK, true, 0},
    Flag{"nosymfollow", 256 /* MS_NOSYMFOLLOW */, false, MOUNT_ATTR_NOSYMFOLLOW},
    Flag{"defaults", 0, false, 0},
};

struct Propagation {
  const char* name;
  unsigned long flag;
};

constexpr std::array propagations = {
    Propagation{"private", MS_PRIVATE},       Propagation{"rprivate", MS_PRIVATE | MS_REC},
    Propagation{"shared", MS_SHARED},         Propagation{"rshared", MS_SHARED | MS_REC},
    Propagation{"slave", MS_SLAVE},           Propagation{"rslave", MS_SLAVE | MS_REC},
    Propagation{"unbindable", MS_UNBINDABLE}, Propagation{"runbindable", MS_UNBINDABLE | MS_REC},
};

template <class Table>
const auto* find(const Table& table, const std::string& name) {
  auto found = std::find_if(table.begin(), table.end(), [&](const auto& entry) { return name == entry.name; });
  return found == table.end() ? nullptr : &*found;
}

void apply(MountOptions& options, const Flag& flag) {
  if (flag.clears) {
    options.flags &= ~flag.flag;
    options.attributesSet &= ~flag.attribute;
    options.attributesCleared |= flag.attribute;
  } else {
    options.flags |= flag.flag;
    options.attributesSet |= flag.attribute;
  }
}

}  // namespace

MountOptions parseMountOptions(const std::vector<std::string>& texts) {
  MountOptions options;
  for (const std::string& text : texts) {
    if (text == "bind" || text == "rbind") {
      options.bind = true;
      options.recursive = options.recursive || text == "rbind";
    } else if (const Flag* flag = find(flags, text); flag != nullptr) {
      apply(options, *flag);
    } else if (const Propagation* propagation = find(propagations, text); propagation != nullptr) {
      options.propagation = propagation->flag;
    } else {
      options.data += (options.data.empty() ? "" : ",") + text;
    }
  }
  return options;
}

}  // namespace bulkhead
