// The functions of `bulkhead.d.ts`, one file each.
#pragma once

#include <napi.h>

namespace bulkhead {

Napi::Value socketPair(const Napi::CallbackInfo& info);
Napi::Value connectSeqPacket(const Napi::CallbackInfo& info);
Napi::Value sealedMemfd(const Napi::CallbackInfo& info);
Napi::Value readFiles(const Napi::CallbackInfo& info);
Napi::Value setWindowSize(const Napi::CallbackInfo& info);
Napi::Value peerCredentials(const Napi::CallbackInfo& info);

}  // namespace bulkhead
