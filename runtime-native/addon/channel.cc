#include "channel.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <thread>
#include <utility>
#include <vector>

#include "errno_error.h"
#include "packet.h"

namespace bulkhead {

namespace {

// A slow event loop stops the reader here; the peer then sees a full socket, and nothing grows without bound.
constexpr std::size_t kMaxQueuedPackets = 64;

struct Callbacks {
  std::thread reader;
  Napi::FunctionReference onMessage;
  Napi::FunctionReference onClose;
};

void deliverPacket(Napi::Env env, Callbacks& callbacks, Packet& packet) {
  Napi::HandleScope scope(env);
  const std::vector<int> fds = packet.releaseFds();
  Napi::Array array = Napi::Array::New(env, fds.size());
  for (uint32_t i = 0; i < fds.size(); ++i) array.Set(i, Napi::Number::New(env, fds[i]));
  callbacks.onMessage.Call({Napi::Buffer<char>::Copy(env, packet.data.data(), packet.data.size()), array});
}

void deliverClose(Napi::Env env, Callbacks& callbacks, int error) {
  Napi::HandleScope scope(env);
  if (error == 0) {
    callbacks.onClose.Call({});
  } else {
    callbacks.onClose.Call({errnoError(env, error, "recvmsg").Value()});
  }
}

void shutDownSocket(ChannelState& state) {
  const std::lock_guard guard(state.lock);
  if (state.fd >= 0) shutdown(state.fd, SHUT_RDWR);
}

// The one place where the thread-safe function is released and the descriptor is closed.
void readLoop(const std::shared_ptr<ChannelState>& state, int fd, const std::shared_ptr<Callbacks>& callbacks, const std::shared_ptr<bool>& ended,
              Napi::ThreadSafeFunction deliver) {
  int result = 0;
  bool reset = false;
  napi_status status = napi_ok;
  while (status == napi_ok) {
    auto packet = std::make_unique<Packet>();
    result = receivePacket(fd, *packet);
    // The kernel tells once that the peer left something unread, and before it gives what the peer had written.
    if (result == -ECONNRESET && !reset) {
      reset = true;
      continue;
    }
    if (result <= 0) break;
    Packet* handed = packet.get();
    status = deliver.BlockingCall(handed, [callbacks](Napi::Env env, Napi::Function, Packet* data) {
      const std::unique_ptr<Packet> owned(data);
      if (env != nullptr) deliverPacket(env, *callbacks, *owned);
    });
    // Not taken (the environment goes away): the packet dies here with its descriptors.
    if (status == napi_ok) static_cast<void>(packet.release());
  }
  {
    const std::lock_guard guard(state->lock);
    ::close(std::exchange(state->fd, -1));
  }
  // A call answered by napi_closing has given up this thread's share; using the function again would be use after free.
  if (status != napi_ok) return;
  const int error = result < 0 ? -result : reset ? ECONNRESET : 0;
  status = deliver.BlockingCall([callbacks, ended, error](Napi::Env env, Napi::Function) {
    *ended = true;
    if (env != nullptr) deliverClose(env, *callbacks, error);
  });
  if (status == napi_ok) deliver.Release();
}

}  // namespace

Napi::Function Channel::define(Napi::Env env) {
  return DefineClass(env, "Channel",
                     {InstanceMethod<&Channel::send>("send"), InstanceMethod<&Channel::close>("close"), InstanceMethod<&Channel::ref>("ref"),
                      InstanceMethod<&Channel::unref>("unref")});
}

Channel::Channel(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Channel>(info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsNumber() || !info[1].IsFunction() || !info[2].IsFunction()) {
    throwType(env, "Channel(fd, onMessage, onClose) takes a number and two functions");
    return;
  }
  state_ = std::make_shared<ChannelState>();
  state_->fd = info[0].As<Napi::Number>().Int32Value();
  auto callbacks = std::make_shared<Callbacks>();
  callbacks->onMessage = Napi::Persistent(info[1].As<Napi::Function>());
  callbacks->onClose = Napi::Persistent(info[2].As<Napi::Function>());
  // The finalizer also runs when the environment goes away while the reader still reads. Node frees the function right after, so the
  // reader has to be gone by then: the shutdown wakes it from the socket, the closing function from a full queue.
  deliver_ = Napi::ThreadSafeFunction::New(env, Napi::Function::New(env, [](const Napi::CallbackInfo&) {}), "bulkhead channel", kMaxQueuedPackets, 1,
                                           [callbacks, state = state_](Napi::Env) {
                                             shutDownSocket(*state);
                                             callbacks->reader.join();
                                             callbacks->onMessage.Reset();
                                             callbacks->onClose.Reset();
                                           });
  callbacks->reader = std::thread(readLoop, state_, state_->fd, callbacks, ended_, deliver_);
}

Channel::~Channel() {
  if (state_) shutDown();
}

// The reader wakes with end of file and does the rest; the descriptor's number stays taken until it has.
void Channel::shutDown() { shutDownSocket(*state_); }

Napi::Value Channel::send(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsBuffer() || !(info[1].IsUndefined() || info[1].IsArray())) {
    return throwType(env, "send(data, fds?) takes a Buffer and an array of numbers");
  }
  std::vector<int> fds;
  if (info[1].IsArray()) {
    const Napi::Array array = info[1].As<Napi::Array>();
    for (uint32_t i = 0; i < array.Length(); ++i) {
      const Napi::Value fd = array.Get(i);
      if (!fd.IsNumber()) return throwType(env, "send: a descriptor is not a number");
      fds.push_back(fd.As<Napi::Number>().Int32Value());
    }
  }
  const auto data = info[0].As<Napi::Buffer<char>>();
  const std::lock_guard guard(state_->lock);
  const int result = state_->fd < 0 ? -EPIPE : sendPacket(state_->fd, data.Data(), data.Length(), fds);
  return result < 0 ? throwErrno(env, -result, "sendmsg") : env.Undefined();
}

Napi::Value Channel::close(const Napi::CallbackInfo& info) {
  shutDown();
  return info.Env().Undefined();
}

Napi::Value Channel::ref(const Napi::CallbackInfo& info) {
  if (!*ended_) deliver_.Ref(info.Env());
  return info.Env().Undefined();
}

Napi::Value Channel::unref(const Napi::CallbackInfo& info) {
  if (!*ended_) deliver_.Unref(info.Env());
  return info.Env().Undefined();
}

}  // namespace bulkhead
