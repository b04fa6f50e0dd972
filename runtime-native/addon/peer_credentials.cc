#include <sys/socket.h>

#include <cerrno>

#include "errno_error.h"
#include "functions.h"

namespace bulkhead {

Napi::Value peerCredentials(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsNumber()) return throwType(env, "peerCredentials(fd) takes a number");
  ucred credentials{};
  socklen_t size = sizeof credentials;
  if (getsockopt(info[0].As<Napi::Number>().Int32Value(), SOL_SOCKET, SO_PEERCRED, &credentials, &size) < 0) {
    return throwErrno(env, errno, "SO_PEERCRED");
  }
  Napi::Object result = Napi::Object::New(env);
  result.Set("pid", Napi::Number::New(env, credentials.pid));
  result.Set("uid", Napi::Number::New(env, credentials.uid));
  result.Set("gid", Napi::Number::New(env, credentials.gid));
  return result;
}

}  // namespace bulkhead
