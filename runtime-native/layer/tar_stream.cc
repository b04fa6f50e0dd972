#include "layer/tar_stream.h"

#include <archive_entry.h>
#include <unistd.h>

namespace bulkhead {

namespace {

/** deflate cannot do better than 1032:1, and real layers stay below 50:1 as a whole. */
constexpr uint64_t maxRatio = 200;
/** Below this a high ratio harms nobody: a layer of one empty database file is such a case. */
constexpr uint64_t ratioCountsFromBytes = 64ULL << 20;

}  // namespace

std::string reasonOf(archive* handle) {
  const char* text = archive_error_string(handle);
  return text == nullptr ? "unknown reason" : text;
}

Result<std::unique_ptr<TarStream>> TarStream::open(int fd, uint64_t maxBytes) {
  std::unique_ptr<TarStream> stream(new TarStream(fd, maxBytes));
  archive* filter = archive_read_new();
  if (filter == nullptr) return systemError("layer", "archive", ENOMEM);
  stream->filter_.reset(filter);
  archive_read_support_filter_gzip(filter);
  archive_read_support_filter_zstd(filter);
  archive_read_support_filter_xz(filter);
  archive_read_support_format_raw(filter);
  // The raw reader knows no empty stream; an archive without one byte is cut off anyway.
  archive_entry* entry = nullptr;
  if (archive_read_open(filter, stream.get(), nullptr, readCompressed, nullptr) != ARCHIVE_OK ||
      archive_read_next_header(filter, &entry) != ARCHIVE_OK) {
    bool cut = stream->inputEnded_;
    return invalidError(cut ? "layer.truncated" : "layer.format", "layer", "the layer cannot be read: " + reasonOf(filter));
  }
  return stream;
}

ssize_t TarStream::readCompressed(archive* /*reader*/, void* self, const void** block) {
  auto* stream = static_cast<TarStream*>(self);
  ssize_t count;
  do count = read(stream->fd_, stream->input_.data(), stream->input_.size());
  while (count < 0 && errno == EINTR);
  if (count < 0) return stream->fail(systemError("layer.read", "layer"));
  if (count == 0) stream->inputEnded_ = true;
  stream->compressedBytes_ += static_cast<uint64_t>(count);
  *block = stream->input_.data();
  return count;
}

ssize_t TarStream::readBlock(archive* /*reader*/, void* self, const void** block) { return static_cast<TarStream*>(self)->next(block); }

ssize_t TarStream::next(const void** block) {
  if (failed_) return -1;
  if (ended_) return 0;
  ssize_t count = archive_read_data(filter_.get(), output_.data(), output_.size());
  if (count < 0) {
    if (inputEnded_)
      return fail(invalidError("layer.truncated", "layer", "the layer's compressed data ends too early; fetch or save the image again"));
    return fail(invalidError("layer.format", "layer", "the layer's compressed data is damaged: " + reasonOf(filter_.get())));
  }
  if (count == 0) ended_ = true;
  bytes_ += static_cast<uint64_t>(count);
  if (bytes_ > maxBytes_) {
    return fail(invalidError("layer.size", "layer", "the layer unpacks to more than the " + std::to_string(maxBytes_) + " bytes that are allowed"));
  }
  if (isBomb()) {
    return fail(invalidError("layer.ratio", "layer",
                             std::to_string(compressedBytes_) + " compressed bytes unpack to more than " + std::to_string(bytes_) + " bytes, over " +
                                 std::to_string(maxRatio) + " times as much: this looks like a decompression bomb"));
  }
  sha256_update(&hash_, static_cast<size_t>(count), output_.data());
  *block = output_.data();
  return count;
}

bool TarStream::isBomb() const { return bytes_ > ratioCountsFromBytes && bytes_ / maxRatio > compressedBytes_; }

ssize_t TarStream::fail(Error error) {
  failed_ = true;
  error_ = std::move(error);
  return -1;
}

Result<void> TarStream::drain() {
  const void* block = nullptr;
  while (!ended_) {
    if (next(&block) < 0) return error_;
  }
  return {};
}

std::string TarStream::digest() {
  std::array<uint8_t, SHA256_DIGEST_SIZE> sum{};
  sha256_ctx copy = hash_;
  sha256_digest(&copy, sum.size(), sum.data());
  static constexpr char hex[] = "0123456789abcdef";
  std::string text = "sha256:";
  for (uint8_t byte : sum) {
    text += hex[byte >> 4];
    text += hex[byte & 15];
  }
  return text;
}

}  // namespace bulkhead
