#include "monitor/frames.h"

namespace bulkhead {

std::string encodeFrame(OutputStream stream, std::string_view data) {
  std::string frame;
  frame.reserve(data.size() + 8);
  frame += static_cast<char>(stream);
  frame.append(3, '\0');
  for (int shift = 24; shift >= 0; shift -= 8) frame += static_cast<char>(data.size() >> shift & 0xff);
  return frame.append(data);
}

}  // namespace bulkhead
