#include "layer/layer_writer.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cstring>
#include <string_view>

#include "layer/tar_stream.h"
#include "sys/in_root.h"
#include "sys/syscalls.h"

namespace bulkhead {

namespace {

Result<void> chownAt(int parent, const std::string& name, archive_entry* entry) {
  auto uid = static_cast<uid_t>(archive_entry_uid(entry));
  auto gid = static_cast<gid_t>(archive_entry_gid(entry));
  if (fchownat(parent, name.c_str(), uid, gid, AT_SYMLINK_NOFOLLOW) == 0) return {};
  if (errno == EINVAL) {
    return unsupportedError(
        "layer.owner", name,
        name + " belongs to " + std::to_string(uid) + ":" + std::to_string(gid) +
            ", which is not mapped into your user namespace: install uidmap and give your user ranges in /etc/subuid and /etc/subgid",
        EINVAL);
  }
  return systemError("layer.owner", name);
}

timespec timeOf(archive_entry* entry) { return timespec{archive_entry_mtime(entry), archive_entry_mtime_nsec(entry)}; }

/** After chown, which clears setuid, setgid and file capabilities. */
Result<void> setMode(int parent, const std::string& name, archive_entry* entry) {
  if (fchmodat(parent, name.c_str(), archive_entry_perm(entry), 0) != 0) return systemError("layer.mode", name);
  return {};
}

/**
 * File capabilities and what users set themselves. Not `trusted.*`, nor overlayfs's own names under `user.*`: a layer that
 * could set those could redirect a name to another file of the layers below.
 */
bool mayCarry(std::string_view attribute) {
  return attribute == "security.capability" || (attribute.starts_with("user.") && !attribute.starts_with("user.overlay."));
}

Result<void> setAttributes(int fd, archive_entry* entry, const std::string& name) {
  archive_entry_xattr_reset(entry);
  const char* attribute = nullptr;
  const void* value = nullptr;
  size_t size = 0;
  while (archive_entry_xattr_next(entry, &attribute, &value, &size) == ARCHIVE_OK) {
    if (mayCarry(attribute) && fsetxattr(fd, attribute, value, size, 0) != 0) return systemError("layer.attribute", name + " " + attribute);
  }
  return {};
}

Result<void> copyData(archive* reader, int fd, const std::string& name) {
  const void* block = nullptr;
  size_t size = 0;
  la_int64_t offset = 0;
  for (;;) {
    int code = archive_read_data_block(reader, &block, &size, &offset);
    if (code == ARCHIVE_EOF) return {};
    if (code < ARCHIVE_OK) return invalidError("layer.format", name, "the layer is damaged at " + name + ": " + reasonOf(reader));
    const char* data = static_cast<const char*>(block);
    while (size > 0) {
      ssize_t written = pwrite(fd, data, size, offset);
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return systemError("layer.write", name);
      data += written;
      offset += written;
      size -= static_cast<size_t>(written);
    }
  }
}

/** A file, link or empty directory in the way goes; a directory with contents stays, and the caller's mkdir or open says so. */
void removeInTheWay(int parent, const std::string& name) {
  if (unlinkat(parent, name.c_str(), 0) != 0 && errno == EISDIR) unlinkat(parent, name.c_str(), AT_REMOVEDIR);
}

}  // namespace

Result<void> LayerWriter::write(archive* reader, archive_entry* entry) {
  EntryPath parsed = TRY(parseEntryPath(archive_entry_pathname(entry)));
  switch (parsed.kind) {
    case EntryPath::Kind::ignored:
      return {};
    case EntryPath::Kind::opaque:
      return noteOpaque(parsed.path);
    case EntryPath::Kind::whiteout:
      return writeWhiteout(parsed.path);
    case EntryPath::Kind::file:
      return writeFile(reader, entry, parsed.path);
  }
  return {};
}

/** overlayfs's form: a character device 0:0. It is a device in name only; any user may make one since Linux 5.8. */
Result<void> LayerWriter::writeWhiteout(const std::string& path) {
  InRootParent at = TRY(parentInRoot(root_.get(), path));
  removeInTheWay(at.dir.get(), at.name);
  if (mknodat(at.dir.get(), at.name.c_str(), S_IFCHR, makedev(0, 0)) != 0) return systemError("layer.whiteout", path);
  return {};
}

/** The marks themselves take a capability that the parser of a stranger's bytes does not have; see markOpaque in unpack.cc. */
Result<void> LayerWriter::noteOpaque(const std::string& path) {
  TRY(makeDirectoryInRoot(root_.get(), path, 0755));
  opaque_.push_back(path);
  return {};
}

Result<void> LayerWriter::writeFile(archive* reader, archive_entry* entry, const std::string& path) {
  const char* hardlink = archive_entry_hardlink(entry);
  bool isDirectory = hardlink == nullptr && archive_entry_filetype(entry) == AE_IFDIR;
  if (isDirectory) return makeDirectory(entry, path);
  if (path.empty()) return invalidError("layer.path", "/", "the layer makes its root something other than a directory");
  InRootParent at = TRY(parentInRoot(root_.get(), path));
  if (hardlink != nullptr) {
    std::string target = TRY(parseLinkTarget(hardlink, path));
    return linkTo(target, at.dir.get(), at.name, path);
  }
  removeInTheWay(at.dir.get(), at.name);
  if (archive_entry_filetype(entry) == AE_IFREG) return makeRegular(reader, entry, at.dir.get(), at.name);
  return makeOther(entry, at.dir.get(), at.name, path);
}

Result<void> LayerWriter::makeDirectory(archive_entry* entry, const std::string& path) {
  if (!path.empty()) {
    InRootParent at = TRY(parentInRoot(root_.get(), path));
    struct stat existing {};
    if (fstatat(at.dir.get(), at.name.c_str(), &existing, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISDIR(existing.st_mode))
      removeInTheWay(at.dir.get(), at.name);
    if (mkdirat(at.dir.get(), at.name.c_str(), 0700) != 0 && errno != EEXIST) return systemError("layer.directory", path);
    TRY(chownAt(at.dir.get(), at.name, entry));
  }
  Fd directory = TRY(openInRoot(root_.get(), path, O_RDONLY | O_DIRECTORY));
  TRY(setAttributes(directory.get(), entry, path));
  if (fchmod(directory.get(), archive_entry_perm(entry)) != 0) return systemError("layer.mode", path);
  directoryTimes_[path] = timeOf(entry);
  return {};
}

Result<void> LayerWriter::makeRegular(archive* reader, archive_entry* entry, int parent, const std::string& name) {
  Fd file(openat(parent, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file) return systemError("layer.file", name);
  TRY(copyData(reader, file.get(), name));
  // A sparse file may end in a hole, which has no data block.
  if (ftruncate(file.get(), archive_entry_size(entry)) != 0) return systemError("layer.write", name);
  TRY(chownAt(parent, name, entry));
  TRY(setMode(parent, name, entry));
  TRY(setAttributes(file.get(), entry, name));
  timespec times[2] = {timeOf(entry), timeOf(entry)};
  if (futimens(file.get(), times) != 0) return systemError("layer.time", name);
  return {};
}

Result<void> LayerWriter::makeOther(archive_entry* entry, int parent, const std::string& name, const std::string& path) {
  switch (archive_entry_filetype(entry)) {
    case AE_IFLNK: {
      // Any target: it means something in the container only, and here every path is resolved inside the layer.
      const char* target = archive_entry_symlink(entry);
      if (target == nullptr || *target == '\0') return invalidError("layer.link", path, "the symbolic link " + path + " has no target");
      if (symlinkat(target, parent, name.c_str()) != 0) return systemError("layer.link", path);
      TRY(chownAt(parent, name, entry));
      break;
    }
    case AE_IFIFO:
      if (mkfifoat(parent, name.c_str(), 0600) != 0) return systemError("layer.fifo", path);
      TRY(chownAt(parent, name, entry));
      TRY(setMode(parent, name, entry));
      break;
    default:
      return invalidError("layer.device", path,
                          "the layer has a device or socket at " + path + ": refused; name devices a container needs in its spec");
  }
  timespec times[2] = {timeOf(entry), timeOf(entry)};
  if (utimensat(parent, name.c_str(), times, AT_SYMLINK_NOFOLLOW) != 0) return systemError("layer.time", path);
  return {};
}

Result<void> LayerWriter::linkTo(const std::string& target, int parent, const std::string& name, const std::string& path) {
  InRootParent from = TRY(parentInRoot(root_.get(), target));
  struct stat existing {};
  if (fstatat(from.dir.get(), from.name.c_str(), &existing, AT_SYMLINK_NOFOLLOW) != 0 || S_ISDIR(existing.st_mode)) {
    return invalidError("layer.link", path, "the hard link " + path + " points to " + target + ", which is not a file of this layer");
  }
  if (target != path) removeInTheWay(parent, name);
  // Without AT_SYMLINK_FOLLOW: a link to a symbolic link is to the link itself.
  if (linkat(from.dir.get(), from.name.c_str(), parent, name.c_str(), 0) != 0) return systemError("layer.link", path);
  return {};
}

Result<void> LayerWriter::finish() {
  for (const auto& [path, time] : directoryTimes_) {
    Result<Fd> directory = openInRoot(root_.get(), path, O_RDONLY | O_DIRECTORY);
    // Replaced by something else later in the archive.
    if (!directory) continue;
    timespec times[2] = {time, time};
    if (futimens(directory->get(), times) != 0) return systemError("layer.time", path);
  }
  return {};
}

}  // namespace bulkhead
