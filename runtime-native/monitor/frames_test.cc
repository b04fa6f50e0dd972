#include "monitor/frames.h"

#include <doctest/doctest.h>

using namespace bulkhead;

TEST_CASE("a frame is the stream, three zeros and the length as big endian") {
  CHECK(encodeFrame(OutputStream::output, "hi") == std::string("\1\0\0\0\0\0\0\2hi", 10));
  CHECK(encodeFrame(OutputStream::error, std::string(258, 'x')).substr(0, 8) == std::string("\2\0\0\0\0\0\1\2", 8));
}
