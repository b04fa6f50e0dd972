#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sys/error.h"

namespace bulkhead {

struct Frame {
  unsigned char number;
  std::string data;
};

/** As in Docker's multiplexed streams: a number (there the stream's), three zeros, the length as big endian, the bytes. */
std::string encodeFrame(unsigned char number, std::string_view data);

/** Takes bytes as they come, cut anywhere; gives the frames they complete. */
class FrameSplitter {
 public:
  void push(std::string_view bytes) { buffer_ += bytes; }
  /** The next whole frame, if there is one; one of more than `maxBytes` is an error. */
  Result<std::optional<Frame>> next(size_t maxBytes);

 private:
  std::string buffer_;
};

}  // namespace bulkhead
