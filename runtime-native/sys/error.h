#pragma once

#include <cerrno>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace bulkhead {

/** What failed, on which object, in words and in a stable code (the codes are those of the helper protocol). */
struct Error {
  std::string code;
  std::string step;
  std::string object;
  std::string message;
  int errnum = 0;
};

/** A failed system call; the message is "<step> <object>: <strerror>" followed by the advice, if any. */
Error systemError(std::string step, std::string object, int errnum = errno, const std::string& advice = {});
Error invalidError(std::string step, std::string object, std::string message);
Error deniedError(std::string step, std::string object, std::string message);
Error unsupportedError(std::string step, std::string object, std::string message, int errnum = 0);
Error stateError(std::string object, std::string message);

/** "ENOENT"; empty for 0. */
std::string errnoName(int errnum);

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : value_(std::move(error)) {}

  explicit operator bool() const { return value_.index() == 0; }
  T& operator*() { return *std::get_if<T>(&value_); }
  T* operator->() { return std::get_if<T>(&value_); }
  Error& error() { return *std::get_if<Error>(&value_); }
  T take() { return std::move(*std::get_if<T>(&value_)); }

 private:
  std::variant<T, Error> value_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  explicit operator bool() const { return !error_.has_value(); }
  Error& error() { return *error_; }
  void take() {}

 private:
  std::optional<Error> error_;
};

}  // namespace bulkhead

#define BULKHEAD_JOIN_(a, b) a##b
#define BULKHEAD_JOIN(a, b) BULKHEAD_JOIN_(a, b)
#define BULKHEAD_TRY_AS(name, expression)      \
  __extension__({                              \
    auto name = (expression);                  \
    if (!name) return std::move(name.error()); \
    name.take();                               \
  })
/** The value of a Result, or return its error from the enclosing function. */
#define TRY(expression) BULKHEAD_TRY_AS(BULKHEAD_JOIN(tryResult, __COUNTER__), expression)
