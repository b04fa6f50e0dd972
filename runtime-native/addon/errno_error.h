#pragma once

#include <napi.h>

namespace bulkhead {

// A Node-style error: `code` (as in "EPIPE"), `errno` (negative) and `syscall`.
Napi::Error errnoError(Napi::Env env, int number, const char* syscall);

// Leaves the error pending in the environment; the caller returns the empty value at once.
Napi::Value throwErrno(Napi::Env env, int number, const char* syscall);

Napi::Value throwType(Napi::Env env, const char* message);

}  // namespace bulkhead
