#include <napi.h>

#include "channel.h"
#include "functions.h"

namespace bulkhead {

namespace {

Napi::Object define(Napi::Env env, Napi::Object exports) {
  exports.Set("Channel", Channel::define(env));
  exports.Set("socketPair", Napi::Function::New<socketPair>(env, "socketPair"));
  exports.Set("connectSeqPacket", Napi::Function::New<connectSeqPacket>(env, "connectSeqPacket"));
  exports.Set("sealedMemfd", Napi::Function::New<sealedMemfd>(env, "sealedMemfd"));
  exports.Set("readFiles", Napi::Function::New<readFiles>(env, "readFiles"));
  exports.Set("setWindowSize", Napi::Function::New<setWindowSize>(env, "setWindowSize"));
  exports.Set("peerCredentials", Napi::Function::New<peerCredentials>(env, "peerCredentials"));
  return exports;
}

}  // namespace

NODE_API_MODULE(bulkhead, define)

}  // namespace bulkhead
