#include <sys/ioctl.h>

#include <cerrno>

#include "errno_error.h"
#include "functions.h"

namespace bulkhead {

Napi::Value setWindowSize(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsNumber() || !info[1].IsNumber() || !info[2].IsNumber()) {
    return throwType(env, "setWindowSize(fd, rows, columns) takes three numbers");
  }
  const uint32_t rows = info[1].As<Napi::Number>().Uint32Value();
  const uint32_t columns = info[2].As<Napi::Number>().Uint32Value();
  if (rows > UINT16_MAX || columns > UINT16_MAX) return throwErrno(env, ERANGE, "TIOCSWINSZ");
  winsize size{};
  size.ws_row = static_cast<uint16_t>(rows);
  size.ws_col = static_cast<uint16_t>(columns);
  if (ioctl(info[0].As<Napi::Number>().Int32Value(), TIOCSWINSZ, &size) < 0) return throwErrno(env, errno, "TIOCSWINSZ");
  return env.Undefined();
}

}  // namespace bulkhead
