#include "helper/reply.h"

namespace bulkhead {

namespace {

/** Bytes of the kernel's or a stranger's may be no UTF-8; they must not end the process that reports them. */
std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string resultText(int64_t id, const Json& result) { return dump({{"id", id}, {"result", result}}); }

std::string errorText(int64_t id, const Error& error) {
  Json body = {{"code", error.code}, {"step", error.step}, {"object", error.object}, {"message", error.message}};
  if (error.errnum != 0) body["errno"] = errnoName(error.errnum);
  return dump({{"id", id}, {"error", body}});
}

}  // namespace bulkhead
