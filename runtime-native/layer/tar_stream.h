#pragma once

#include <archive.h>
#include <nettle/sha2.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "sys/error.h"

namespace bulkhead {

struct ArchiveCloser {
  void operator()(archive* handle) const { archive_read_free(handle); }
};
/** libarchive's words on its last error; it has none when a callback of ours failed. */
std::string reasonOf(archive* handle);

using ArchiveHandle = std::unique_ptr<archive, ArchiveCloser>;

/**
 * The uncompressed bytes of a layer: gzip, zstd, xz or none, told by the first bytes. Counts and hashes what goes through,
 * and stops at the limits, so that a few kilobytes cannot become a full disk.
 */
class TarStream {
 public:
  static Result<std::unique_ptr<TarStream>> open(int fd, uint64_t maxBytes);

  /** libarchive's read callback for a tar reader over this stream. */
  static ssize_t readBlock(archive* reader, void* self, const void** block);
  /** Reads what follows the end of the archive: the digest is of the whole stream. */
  Result<void> drain();
  /** "sha256:…" of all bytes so far. */
  std::string digest();

  [[nodiscard]] uint64_t bytes() const { return bytes_; }
  /** Why reading stopped, if it did. */
  [[nodiscard]] const Error* failure() const { return failed_ ? &error_ : nullptr; }
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  TarStream(int fd, uint64_t maxBytes) : fd_(fd), maxBytes_(maxBytes) { sha256_init(&hash_); }

  static ssize_t readCompressed(archive* reader, void* self, const void** block);
  ssize_t next(const void** block);
  ssize_t fail(Error error);
  [[nodiscard]] bool isBomb() const;

  int fd_;
  uint64_t maxBytes_;
  uint64_t compressedBytes_ = 0;
  uint64_t bytes_ = 0;
  bool inputEnded_ = false;
  bool ended_ = false;
  bool failed_ = false;
  Error error_;
  sha256_ctx hash_{};
  std::array<unsigned char, 65536> input_{};
  std::array<unsigned char, 65536> output_{};
  ArchiveHandle filter_;
};

}  // namespace bulkhead
