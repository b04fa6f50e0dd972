// `Channel` of bulkhead.d.ts: a reader thread receives, a thread-safe function delivers on the event loop.
#pragma once

#include <napi.h>

#include <memory>
#include <mutex>

namespace bulkhead {

// Shared by the JavaScript object and the reader thread; the descriptor is closed by the thread, under the lock, when it ends.
struct ChannelState {
  std::mutex lock;
  int fd = -1;
};

class Channel : public Napi::ObjectWrap<Channel> {
 public:
  static Napi::Function define(Napi::Env env);

  explicit Channel(const Napi::CallbackInfo& info);
  ~Channel() override;

 private:
  Napi::Value send(const Napi::CallbackInfo& info);
  Napi::Value close(const Napi::CallbackInfo& info);
  Napi::Value ref(const Napi::CallbackInfo& info);
  Napi::Value unref(const Napi::CallbackInfo& info);
  void shutDown();

  std::shared_ptr<ChannelState> state_;
  Napi::ThreadSafeFunction deliver_;
  // Set on the event loop by the final delivery; afterwards `deliver_` may be gone.
  std::shared_ptr<bool> ended_ = std::make_shared<bool>(false);
};

}  // namespace bulkhead
