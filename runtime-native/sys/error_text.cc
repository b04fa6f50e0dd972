#include "sys/error_text.h"

#include <array>
#include <charconv>

namespace bulkhead {

std::string encodeError(const Error& error) {
  std::string text;
  for (const std::string& field : {error.code, error.step, error.object, error.message, std::to_string(error.errnum)}) {
    text += field;
    text += '\0';
  }
  return text;
}

Error decodeError(std::string_view text) {
  std::array<std::string, 5> fields;
  for (std::string& field : fields) {
    size_t end = text.find('\0');
    if (end == std::string_view::npos) break;
    field = text.substr(0, end);
    text.remove_prefix(end + 1);
  }
  auto& [code, step, object, message, number] = fields;
  int errnum = 0;
  std::from_chars(number.data(), number.data() + number.size(), errnum);
  return Error{code, step, object, message, errnum};
}

}  // namespace bulkhead
