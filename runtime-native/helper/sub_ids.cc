#include "helper/sub_ids.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace bulkhead {

namespace {

std::vector<std::string> fieldsOf(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, ':');) fields.push_back(field);
  return fields;
}

uint32_t numberOf(const std::string& text) {
  uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string accountField(uid_t uid, const std::string& passwd, size_t field) {
  std::istringstream lines(passwd);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> fields = fieldsOf(line);
    if (fields.size() > std::max<size_t>(field, 2) && fields[2] == std::to_string(uid)) return fields[field];
  }
  return "";
}

}  // namespace

std::vector<oci::IdMapping> subordinateMappings(uint32_t id, const std::string& userName, const std::string& userId, const std::string& table) {
  std::vector<oci::IdMapping> mappings = {{0, id, 1}};
  uint32_t next = 1;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> fields = fieldsOf(line);
    if (fields.size() != 3 || (fields[0] != userName && fields[0] != userId)) continue;
    uint32_t size = numberOf(fields[2]);
    if (size == 0) continue;
    mappings.push_back({next, numberOf(fields[1]), size});
    next += size;
  }
  return mappings;
}

std::string userNameOf(uid_t uid, const std::string& passwd) { return accountField(uid, passwd, 0); }

std::string homeOf(uid_t uid, const std::string& passwd) { return accountField(uid, passwd, 5); }

}  // namespace bulkhead
