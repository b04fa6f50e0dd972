#include "oci/json_reader.h"

namespace bulkhead {

namespace {

constexpr int maxDepth = 32;

}  // namespace

Result<Json> parseJson(const std::string& text, const std::string& what, size_t maxBytes) {
  if (text.size() > maxBytes) return invalidError("parse", what, what + " is larger than " + std::to_string(maxBytes) + " bytes");
  bool tooDeep = false;
  auto limitDepth = [&tooDeep](int depth, Json::parse_event_t, Json&) {
    if (depth > maxDepth) tooDeep = true;
    return !tooDeep;
  };
  Json value = Json::parse(text, limitDepth, /*allow_exceptions=*/false);
  if (tooDeep) return invalidError("parse", what, what + " is nested deeper than " + std::to_string(maxDepth) + " levels");
  if (value.is_discarded()) return invalidError("parse", what, what + " is not JSON");
  if (!value.is_object()) return invalidError("parse", what, what + " is not a JSON object");
  return value;
}

const Json* JsonReader::member(const char* key) const {
  if (!value_.is_object()) return nullptr;
  auto found = value_.find(key);
  return found == value_.end() || found->is_null() ? nullptr : &*found;
}

void JsonReader::fail(const char* key, const char* expected) {
  if (!error_) error_ = invalidError("parse", path_ + key, path_ + key + " must be " + expected);
}

void JsonReader::refuse(const char* key, const char* why) {
  const Json* found = member(key);
  const auto* text = found == nullptr ? nullptr : found->get_ptr<const std::string*>();
  bool isEmpty = found == nullptr || (text != nullptr ? text->empty() : found->empty());
  if (!isEmpty && !error_) error_ = unsupportedError("config", path_ + key, path_ + key + " is not supported: " + why);
}

std::string JsonReader::text(const char* key, const std::string& otherwise) {
  const Json* found = member(key);
  if (found == nullptr) return otherwise;
  const auto* text = found->get_ptr<const std::string*>();
  if (text == nullptr || text->find('\0') != std::string::npos) {
    fail(key, "a text without NUL");
    return otherwise;
  }
  return *text;
}

std::optional<bool> JsonReader::optionalFlag(const char* key) {
  const Json* found = member(key);
  if (found == nullptr) return std::nullopt;
  const auto* flag = found->get_ptr<const bool*>();
  if (flag == nullptr) {
    fail(key, "true or false");
    return std::nullopt;
  }
  return *flag;
}

bool JsonReader::flag(const char* key, bool otherwise) { return optionalFlag(key).value_or(otherwise); }

std::optional<int64_t> JsonReader::integer(const char* key) {
  const Json* found = member(key);
  if (found == nullptr) return std::nullopt;
  if (found->is_number_unsigned() && *found->get_ptr<const uint64_t*>() > INT64_MAX) {
    fail(key, "an integer below 2^63");
    return std::nullopt;
  }
  const auto* number = found->get_ptr<const int64_t*>();
  if (number == nullptr) {
    fail(key, "an integer");
    return std::nullopt;
  }
  return *number;
}

std::optional<uint64_t> JsonReader::natural(const char* key) {
  const Json* found = member(key);
  if (found == nullptr) return std::nullopt;
  // JavaScript writes numbers above 2^53 with zeros at the end and those above 10^21 as floats; both mean "very large" here.
  if (const auto* real = found->get_ptr<const double*>(); real != nullptr && *real >= 9007199254740992.0) return UINT64_MAX;
  if (found->is_number_unsigned()) return *found->get_ptr<const uint64_t*>();
  fail(key, "an integer of 0 or more");
  return std::nullopt;
}

std::vector<std::string> JsonReader::texts(const char* key) {
  std::vector<std::string> result;
  const Json* found = member(key);
  if (found == nullptr) return result;
  if (!found->is_array()) {
    fail(key, "an array of texts");
    return result;
  }
  for (const Json& element : *found) {
    const auto* text = element.get_ptr<const std::string*>();
    if (text == nullptr || text->find('\0') != std::string::npos) {
      fail(key, "an array of texts without NUL");
      return result;
    }
    result.push_back(*text);
  }
  return result;
}

std::vector<int64_t> JsonReader::integers(const char* key) {
  std::vector<int64_t> result;
  const Json* found = member(key);
  if (found == nullptr) return result;
  if (!found->is_array()) {
    fail(key, "an array of integers");
    return result;
  }
  for (const Json& element : *found) {
    const auto* number = element.get_ptr<const int64_t*>();
    if (number == nullptr) {
      fail(key, "an array of integers");
      return result;
    }
    result.push_back(*number);
  }
  return result;
}

}  // namespace bulkhead
