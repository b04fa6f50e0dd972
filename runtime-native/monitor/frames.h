#pragma once

#include <string>
#include <string_view>

namespace bulkhead {

enum class OutputStream : unsigned char { output = 1, error = 2 };

/** One frame of Docker's multiplexed stream: the stream's number, three zeros, the length as big endian, the bytes. */
std::string encodeFrame(OutputStream stream, std::string_view data);

}  // namespace bulkhead
