#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sys/error.h"

#define JSON_NOEXCEPTION 1
#include <nlohmann/json.hpp>

namespace bulkhead {

using Json = nlohmann::json;

/** Parses untrusted text with a limit on size and depth. Built without exceptions, nlohmann aborts on misuse: read only through JsonReader. */
Result<Json> parseJson(const std::string& text, const std::string& what, size_t maxBytes = 1 << 20);

/**
 * Checked access to an object's members. The first wrong type is remembered with its path; later reads return defaults, and
 * whoever reads asks for the error once at the end. Absent and null members are defaults, unknown ones are ignored.
 */
class JsonReader {
 public:
  JsonReader(const Json& value, std::string path, std::optional<Error>& error) : value_(value), path_(std::move(path)), error_(error) {}

  [[nodiscard]] bool has(const char* key) const { return member(key) != nullptr; }
  std::string text(const char* key, const std::string& otherwise = {});
  bool flag(const char* key, bool otherwise = false);
  std::optional<bool> optionalFlag(const char* key);
  std::optional<int64_t> integer(const char* key);
  std::optional<uint64_t> natural(const char* key);
  std::vector<std::string> texts(const char* key);
  std::vector<int64_t> integers(const char* key);

  /** Calls with a reader of the object, if the member is there. */
  template <class Use>
  void object(const char* key, Use use) {
    const Json* found = member(key);
    if (found == nullptr) return;
    if (!found->is_object()) return fail(key, "an object");
    JsonReader reader(*found, path_ + key + ".", error_);
    use(reader);
  }
  /** Calls with a reader of each object in the array. */
  template <class Use>
  void each(const char* key, Use use) {
    const Json* found = member(key);
    if (found == nullptr) return;
    if (!found->is_array()) return fail(key, "an array");
    size_t index = 0;
    for (const Json& element : *found) {
      std::string at = std::string(key) + "[" + std::to_string(index++) + "]";
      if (!element.is_object()) return fail(at.c_str(), "an object");
      JsonReader reader(element, path_ + at + ".", error_);
      use(reader);
    }
  }
  /** Calls with name and text of each member of an object of texts. */
  template <class Use>
  void eachText(const char* key, Use use) {
    const Json* found = member(key);
    if (found == nullptr) return;
    if (!found->is_object()) return fail(key, "an object");
    for (const auto& [name, element] : found->items()) {
      const auto* text = element.template get_ptr<const std::string*>();
      if (text == nullptr) return fail((std::string(key) + "." + name).c_str(), "a text");
      use(name, *text);
    }
  }
  void fail(const char* key, const char* expected);
  /** What we cannot do is refused by name, not dropped: `unsupported` if the member is there and holds anything. */
  void refuse(const char* key, const char* why);

 private:
  [[nodiscard]] const Json* member(const char* key) const;

  const Json& value_;
  std::string path_;
  std::optional<Error>& error_;
};

}  // namespace bulkhead
