#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "errno_error.h"
#include "functions.h"

namespace bulkhead {

namespace {

constexpr size_t kDefaultMaxBytes = 64 * 1024;
constexpr size_t kLargestMaxBytes = 16 * 1024 * 1024;
constexpr uint32_t kMaxPaths = 65536;

// O_NONBLOCK: a FIFO put in a file's place must not hold a thread of the pool for ever.
std::optional<std::string> readFile(const std::string& path, size_t maxBytes) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) return std::nullopt;
  std::string text;
  char buffer[16 * 1024];
  while (text.size() < maxBytes) {
    const ssize_t size = read(fd, buffer, std::min(sizeof buffer, maxBytes - text.size()));
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) {
      close(fd);
      return std::nullopt;
    }
    if (size == 0) break;
    text.append(buffer, static_cast<size_t>(size));
  }
  close(fd);
  return text;
}

class ReadFilesWorker : public Napi::AsyncWorker {
 public:
  ReadFilesWorker(Napi::Env env, std::vector<std::string> paths, size_t maxBytes)
      : Napi::AsyncWorker(env, "bulkhead readFiles"), deferred_(Napi::Promise::Deferred::New(env)), paths_(std::move(paths)), maxBytes_(maxBytes) {}

  Napi::Promise promise() const { return deferred_.Promise(); }

 protected:
  void Execute() override {
    texts_.reserve(paths_.size());
    for (const std::string& path : paths_) texts_.push_back(readFile(path, maxBytes_));
  }

  void OnOK() override {
    const Napi::Env env = Env();
    Napi::HandleScope scope(env);
    Napi::Array result = Napi::Array::New(env, texts_.size());
    for (uint32_t i = 0; i < texts_.size(); ++i) {
      const auto& text = texts_[i];
      if (text) {
        result.Set(i, Napi::Buffer<char>::Copy(env, text->data(), text->size()));
      } else {
        result.Set(i, env.Null());
      }
    }
    deferred_.Resolve(result);
  }

  void OnError(const Napi::Error& error) override { deferred_.Reject(error.Value()); }

 private:
  Napi::Promise::Deferred deferred_;
  std::vector<std::string> paths_;
  std::vector<std::optional<std::string>> texts_;
  size_t maxBytes_;
};

}  // namespace

Napi::Value readFiles(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsArray() || !(info[1].IsUndefined() || info[1].IsNumber())) {
    return throwType(env, "readFiles(paths, maxBytesPerFile?) takes an array of strings and a number");
  }
  const Napi::Array array = info[0].As<Napi::Array>();
  if (array.Length() > kMaxPaths) return throwErrno(env, E2BIG, "readFiles");
  size_t maxBytes = kDefaultMaxBytes;
  if (info[1].IsNumber()) {
    const int64_t asked = info[1].As<Napi::Number>().Int64Value();
    if (asked < 0 || static_cast<size_t>(asked) > kLargestMaxBytes) return throwErrno(env, ERANGE, "readFiles");
    maxBytes = static_cast<size_t>(asked);
  }
  std::vector<std::string> paths;
  for (uint32_t i = 0; i < array.Length(); ++i) {
    const Napi::Value path = array.Get(i);
    if (!path.IsString()) return throwType(env, "readFiles: a path is not a string");
    paths.push_back(path.As<Napi::String>());
  }
  // The worker deletes itself after it has settled the promise.
  auto* worker = new ReadFilesWorker(env, std::move(paths), maxBytes);
  const Napi::Promise promise = worker->promise();
  worker->Queue();
  return promise;
}

}  // namespace bulkhead
