#include "sys/frames.h"

namespace bulkhead {

namespace {

constexpr size_t headerBytes = 8;

}  // namespace

std::string encodeFrame(unsigned char number, std::string_view data) {
  std::string frame;
  frame.reserve(data.size() + headerBytes);
  frame += static_cast<char>(number);
  frame.append(3, '\0');
  for (int shift = 24; shift >= 0; shift -= 8) frame += static_cast<char>(data.size() >> shift & 0xff);
  return frame.append(data);
}

Result<std::optional<Frame>> FrameSplitter::next(size_t maxBytes) {
  if (buffer_.size() < headerBytes) return std::optional<Frame>();
  size_t size = 0;
  for (size_t index = 4; index < headerBytes; ++index) size = size << 8 | static_cast<unsigned char>(buffer_[index]);
  if (size > maxBytes)
    return invalidError("read", "frame", "a frame of " + std::to_string(size) + " bytes is longer than " + std::to_string(maxBytes));
  if (buffer_.size() < headerBytes + size) return std::optional<Frame>();
  Frame frame{static_cast<unsigned char>(buffer_[0]), buffer_.substr(headerBytes, size)};
  buffer_.erase(0, headerBytes + size);
  return std::optional<Frame>(std::move(frame));
}

}  // namespace bulkhead
