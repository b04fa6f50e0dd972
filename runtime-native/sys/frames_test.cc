#include "sys/frames.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace bulkhead;

TEST_CASE("a frame is the number, three zeros and the length as big endian") {
  CHECK(encodeFrame(1, "hi") == std::string("\1\0\0\0\0\0\0\2hi", 10));
  CHECK(encodeFrame(2, std::string(258, 'x')).substr(0, 8) == std::string("\2\0\0\0\0\0\1\2", 8));
}

TEST_CASE("frames cut anywhere come out whole") {
  std::string bytes = encodeFrame(1, "hello\n") + encodeFrame(2, "") + encodeFrame(5, std::string(300, 'x'));
  for (size_t size : {1, 7, 8, 9, 400}) {
    FrameSplitter splitter;
    std::vector<std::pair<int, std::string>> frames;
    for (size_t at = 0; at < bytes.size(); at += size) {
      splitter.push(std::string_view(bytes).substr(at, size));
      for (;;) {
        Result<std::optional<Frame>> frame = splitter.next(300);
        REQUIRE(static_cast<bool>(frame));
        if (!*frame) break;
        frames.emplace_back((*frame)->number, (*frame)->data);
      }
    }
    std::vector<std::pair<int, std::string>> whole{{1, "hello\n"}, {2, ""}, {5, std::string(300, 'x')}};
    CHECK(frames == whole);
  }
}

TEST_CASE("a frame longer than may be is refused before it has come") {
  FrameSplitter splitter;
  splitter.push(std::string_view("\1\0\0\0\x7f\xff\xff\xff", 8));
  CHECK_FALSE(static_cast<bool>(splitter.next(65536)));
}
