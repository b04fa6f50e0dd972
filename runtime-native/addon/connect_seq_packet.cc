#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "errno_error.h"
#include "functions.h"

namespace bulkhead {

Napi::Value connectSeqPacket(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsString()) return throwType(env, "connectSeqPacket(path) takes a string");
  const std::string path = info[0].As<Napi::String>();
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return throwErrno(env, ENAMETOOLONG, "connect");
  std::memcpy(address.sun_path, path.data(), path.size());
  const int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  if (fd < 0) return throwErrno(env, errno, "socket");
  if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0) {
    const int number = errno;
    close(fd);
    return throwErrno(env, number, "connect");
  }
  return Napi::Number::New(env, fd);
}

}  // namespace bulkhead
