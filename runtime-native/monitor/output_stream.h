#pragma once

namespace bulkhead {

/** By the numbers that Docker's multiplexed streams have for them. */
enum class OutputStream : unsigned char { output = 1, error = 2 };

}  // namespace bulkhead
