#include "sys/error.h"

#include <cstring>

namespace bulkhead {

std::string errnoName(int errnum) {
  if (errnum == 0) return {};
  const char* name = strerrorname_np(errnum);
  return name != nullptr ? name : std::to_string(errnum);
}

Error systemError(std::string step, std::string object, int errnum, const std::string& advice) {
  const char* description = strerrordesc_np(errnum);
  std::string message = step + " " + object + ": " + (description != nullptr ? description : "unknown error");
  if (!advice.empty()) message += "; " + advice;
  return Error{"system", std::move(step), std::move(object), std::move(message), errnum};
}

Error invalidError(std::string step, std::string object, std::string message) {
  return Error{"invalid", std::move(step), std::move(object), std::move(message), 0};
}

Error deniedError(std::string step, std::string object, std::string message) {
  return Error{"denied", std::move(step), std::move(object), std::move(message), 0};
}

Error unsupportedError(std::string step, std::string object, std::string message, int errnum) {
  return Error{"unsupported", std::move(step), std::move(object), std::move(message), errnum};
}

Error stateError(std::string object, std::string message) { return Error{"state", "state", std::move(object), std::move(message), 0}; }

}  // namespace bulkhead
