#include "layer/unpack.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include <charconv>

#include "layer/layer_writer.h"
#include "layer/remove_tree.h"
#include "layer/tar_stream.h"
#include "sys/files.h"
#include "sys/in_root.h"
#include "sys/syscalls.h"

namespace bulkhead {

namespace {

constexpr rlim_t maxMemoryBytes = 1ULL << 30;

struct Place {
  std::string parent;
  std::string name;
};

Place placeOf(const std::string& path) {
  size_t slash = path.rfind('/');
  return {slash == 0 ? "/" : path.substr(0, slash), path.substr(slash + 1)};
}

Result<void> keepOnly(std::initializer_list<unsigned> capabilities) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2] = {};
  for (unsigned capability : capabilities) {
    data[capability / 32].permitted |= 1U << (capability % 32);
    data[capability / 32].effective |= 1U << (capability % 32);
  }
  if (syscall(SYS_capset, &header, data) != 0) return systemError("layer.confine", "capabilities");
  return {};
}

/**
 * From here on the bytes of a stranger are parsed. A bug in the parser finds: a root directory that holds nothing but the
 * layer, no capability that reaches beyond files, no other descriptors, bounded memory, and no way to gain privileges.
 */
Result<void> confine(int directory) {
  if (fchdir(directory) != 0 || chroot(".") != 0) return systemError("layer.confine", "root directory");
  TRY(keepOnly({CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_FOWNER, CAP_FSETID, CAP_SETFCAP}));
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return systemError("layer.confine", "no_new_privs");
#ifndef __SANITIZE_ADDRESS__  // Its shadow memory alone is terabytes of addresses.
  rlimit memory{maxMemoryBytes, maxMemoryBytes};
  if (setrlimit(RLIMIT_AS, &memory) != 0) return systemError("layer.confine", "memory limit");
#endif
  return {};
}

struct Written : UnpackResult {
  std::vector<std::string> opaqueDirectories;
};

Result<Written> unpackInto(Fd directory, const UnpackRequest& request) {
  std::unique_ptr<TarStream> stream = TRY(TarStream::open(request.archive, request.maxBytes));
  ArchiveHandle reader(archive_read_new());
  archive_read_support_format_tar(reader.get());
  Written result;
  LayerWriter writer(std::move(directory));
  auto failure = [&](const std::string& fallback) -> Error {
    if (stream->failure() != nullptr) return *stream->failure();
    if (stream->ended())
      return invalidError("layer.truncated", "layer", "the layer's archive ends in the middle of an entry; fetch or save the image again");
    return invalidError("layer.format", "layer", "the layer is not a tar archive: " + fallback);
  };
  if (archive_read_open(reader.get(), stream.get(), nullptr, TarStream::readBlock, nullptr) != ARCHIVE_OK) return failure(reasonOf(reader.get()));
  for (archive_entry* entry = nullptr;;) {
    int code = archive_read_next_header(reader.get(), &entry);
    if (code == ARCHIVE_EOF) break;
    if (code < ARCHIVE_WARN) return failure(reasonOf(reader.get()));
    if (++result.entries > request.maxEntries) {
      return invalidError("layer.size", "layer", "the layer has more than the " + std::to_string(request.maxEntries) + " entries that are allowed");
    }
    if (static_cast<uint64_t>(archive_entry_size(entry)) > request.maxBytes) {
      return invalidError("layer.size", archive_entry_pathname(entry),
                          "a file of the layer is larger than the " + std::to_string(request.maxBytes) + " bytes that are allowed");
    }
    Result<void> written = writer.write(reader.get(), entry);
    if (!written) return written.error().step == "layer.format" ? failure(written.error().message) : std::move(written.error());
  }
  TRY(stream->drain());
  TRY(writer.finish());
  std::string digest = stream->digest();
  if (digest != request.diffId) {
    return invalidError("layer.digest", request.diffId,
                        "the layer's contents have the digest " + digest + ", but the image says " + request.diffId + ": it was changed or cut off");
  }
  result.bytes = stream->bytes();
  result.opaqueDirectories = writer.opaqueDirectories();
  return result;
}

Result<std::string> unpackConfined(const std::string& making, const UnpackRequest& request) {
  Fd directory = TRY(openAt(AT_FDCWD, making, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  TRY(confine(directory.get()));
  Written result = TRY(unpackInto(std::move(directory), request));
  std::string answer = std::to_string(result.bytes) + " " + std::to_string(result.entries);
  for (const std::string& path : result.opaqueDirectories) answer += '\0' + path;
  return answer;
}

/** Under both names: which one an overlay reads depends on the user namespace it will be mounted in. */
Result<void> markOpaque(int root, const std::string& path) {
  Fd directory = TRY(openInRoot(root, path, O_RDONLY | O_DIRECTORY));
  if (fsetxattr(directory.get(), "user.overlay.opaque", "y", 1, 0) != 0 && errno != EOPNOTSUPP) return systemError("layer.opaque", path);
  if (fsetxattr(directory.get(), "trusted.overlay.opaque", "y", 1, 0) != 0 && errno != EPERM) return systemError("layer.opaque", path);
  return {};
}

/** "bytes entries", then the opaque directories, each after a NUL. Returns the first part. */
Result<std::string> markAllOpaque(int root, const std::string& answer) {
  size_t at = answer.find('\0');
  std::string counts = answer.substr(0, at);
  while (at != std::string::npos) {
    size_t end = answer.find('\0', at + 1);
    TRY(markOpaque(root, answer.substr(at + 1, end == std::string::npos ? end : end - at - 1)));
    at = end;
  }
  return counts;
}

/** One process makes the directory and gives it its name; a second, below it, is the one that is confined. */
Result<std::string> unpackWhole(const UnpackRequest& request) {
  Place place = placeOf(request.target);
  Fd parent = TRY(openAt(AT_FDCWD, place.parent, O_RDONLY | O_DIRECTORY));
  std::string making = place.name + ".making";
  TRY(removeTree(parent.get(), making));
  if (mkdirat(parent.get(), making.c_str(), 0755) != 0) return systemError("layer.directory", request.target);
  Job confined = TRY(Job::start([&] { return unpackConfined(place.parent + "/" + making, request); }, {request.archive}));
  Result<std::string> result = confined.finish();
  if (result) {
    Fd root = TRY(openAt(parent.get(), making, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
    result = markAllOpaque(root.get(), *result);
  }
  if (result && renameat(parent.get(), making.c_str(), parent.get(), place.name.c_str()) != 0) {
    result = errno == EEXIST || errno == ENOTEMPTY
                 ? Error{"exists", "layer", request.target, "the layer " + request.target + " exists already", errno}
                 : systemError("layer.directory", request.target);
  }
  if (!result) TRY(removeTree(parent.get(), making));
  return result;
}

}  // namespace

Result<Job> startUnpack(const UnpackRequest& request) {
  return Job::start([request] { return unpackWhole(request); }, {request.archive}, request.owner);
}

Result<UnpackResult> finishUnpack(Job& job) {
  std::string text = TRY(job.finish());
  UnpackResult result;
  const char* end = text.data() + text.size();
  auto [afterBytes, error] = std::from_chars(text.data(), end, result.bytes);
  if (error == std::errc() && afterBytes < end) std::from_chars(afterBytes + 1, end, result.entries);
  return result;
}

Result<Job> startRemoval(const std::string& path, const std::optional<JobOwner>& owner) {
  return Job::start(
      [path]() -> Result<std::string> {
        Place place = placeOf(path);
        Result<Fd> parent = openAt(AT_FDCWD, place.parent, O_RDONLY | O_DIRECTORY);
        if (!parent && parent.error().errnum == ENOENT) return std::string();
        if (!parent) return std::move(parent.error());
        TRY(removeTree(parent->get(), place.name));
        return std::string();
      },
      {}, owner);
}

}  // namespace bulkhead
