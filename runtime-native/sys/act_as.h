#pragma once

#include <sys/types.h>

#include <optional>

#include "sys/error.h"

namespace bulkhead {

/** Whose rights count when a file is opened or renamed. */
struct FileOwner {
  uid_t uid = 0;
  gid_t gid = 0;
};

/**
 * While it lives, files are touched with the owner's rights: the kernel takes the file capabilities away with the id (setfsuid(2)) and
 * gives them back. Supplementary groups are not changed: the process must have
 * the owner's.
 */
class ActAs {
 public:
  /** Without an owner nothing changes. */
  static Result<ActAs> enter(const std::optional<FileOwner>& owner);
  ActAs(ActAs&& other) noexcept : previous_(std::exchange(other.previous_, std::nullopt)) {}
  ActAs(const ActAs&) = delete;
  ActAs& operator=(const ActAs&) = delete;
  ActAs& operator=(ActAs&&) = delete;
  ~ActAs();

 private:
  explicit ActAs(std::optional<FileOwner> previous) : previous_(previous) {}

  std::optional<FileOwner> previous_;
};

}  // namespace bulkhead
