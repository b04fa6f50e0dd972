#include "errno_error.h"

#include <cstring>
#include <string>

namespace bulkhead {

Napi::Error errnoError(Napi::Env env, int number, const char* syscall) {
  const char* name = strerrorname_np(number);
  const std::string code = name != nullptr ? name : std::to_string(number);
  Napi::Error error = Napi::Error::New(env, code + ": " + strerrordesc_np(number) + ", " + syscall);
  error.Set("code", Napi::String::New(env, code));
  error.Set("errno", Napi::Number::New(env, -number));
  error.Set("syscall", Napi::String::New(env, syscall));
  return error;
}

Napi::Value throwErrno(Napi::Env env, int number, const char* syscall) {
  errnoError(env, number, syscall).ThrowAsJavaScriptException();
  return {};
}

Napi::Value throwType(Napi::Env env, const char* message) {
  Napi::TypeError::New(env, message).ThrowAsJavaScriptException();
  return {};
}

}  // namespace bulkhead
