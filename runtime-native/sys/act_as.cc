#include "sys/act_as.h"

#include <sys/fsuid.h>

#include <string>

namespace bulkhead {

namespace {

constexpr uid_t ask = static_cast<uid_t>(-1);

void change(const FileOwner& owner) {
  // The group first: without its capabilities the process could not change it any more.
  setfsgid(owner.gid);
  setfsuid(owner.uid);
}

/** setfsuid tells the previous id and nothing of failure; an invalid one changes nothing. */
FileOwner current() { return {static_cast<uid_t>(setfsuid(ask)), static_cast<gid_t>(setfsgid(ask))}; }

}  // namespace

Result<ActAs> ActAs::enter(const std::optional<FileOwner>& owner) {
  if (!owner) return ActAs(std::nullopt);
  ActAs guard(current());
  change(*owner);
  FileOwner now = current();
  if (now.uid != owner->uid || now.gid != owner->gid) return systemError("identity", "uid " + std::to_string(owner->uid), EPERM);
  return guard;
}

ActAs::~ActAs() {
  if (!previous_) return;
  setfsuid(previous_->uid);
  setfsgid(previous_->gid);
}

}  // namespace bulkhead
