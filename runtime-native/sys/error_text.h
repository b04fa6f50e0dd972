#pragma once

#include <string>
#include <string_view>

#include "sys/error.h"

namespace bulkhead {

/** An error's fields, each ended by NUL: how a child process tells its parent. */
std::string encodeError(const Error& error);
Error decodeError(std::string_view text);

}  // namespace bulkhead
