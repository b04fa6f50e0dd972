#include <sys/socket.h>

#include <cerrno>

#include "errno_error.h"
#include "functions.h"

namespace bulkhead {

Napi::Value socketPair(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  int fds[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds) < 0) return throwErrno(env, errno, "socketpair");
  Napi::Array pair = Napi::Array::New(env, 2);
  pair.Set(0U, Napi::Number::New(env, fds[0]));
  pair.Set(1U, Napi::Number::New(env, fds[1]));
  return pair;
}

}  // namespace bulkhead
