#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "errno_error.h"
#include "functions.h"

namespace bulkhead {

namespace {

int writeAll(int fd, const char* data, size_t size) {
  while (size > 0) {
    const ssize_t written = write(fd, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return -errno;
    data += written;
    size -= static_cast<size_t>(written);
  }
  // The receiver reads from the start.
  return lseek(fd, 0, SEEK_SET) < 0 ? -errno : 0;
}

}  // namespace

// Sealed, because the receiver checks the bytes once and then trusts them.
Napi::Value sealedMemfd(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsString() || !info[1].IsBuffer()) return throwType(env, "sealedMemfd(name, data) takes a string and a Buffer");
  const std::string name = info[0].As<Napi::String>();
  const auto data = info[1].As<Napi::Buffer<char>>();
  const int fd = memfd_create(name.c_str(), MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd < 0) return throwErrno(env, errno, "memfd_create");
  int result = writeAll(fd, data.Data(), data.Length());
  if (result == 0 && fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) < 0) result = -errno;
  if (result < 0) {
    close(fd);
    return throwErrno(env, -result, "memfd_create");
  }
  return Napi::Number::New(env, fd);
}

}  // namespace bulkhead
