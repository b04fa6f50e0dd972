#include "process/capabilities.h"

#include <doctest/doctest.h>

using namespace bulkhead;

TEST_CASE("what the kernel would not give is refused by name") {
  const std::vector<std::string> kill = {"CAP_KILL"};
  struct Case {
    const char* what;
    oci::Capabilities sets;
    const char* refusal;
  };
  for (const Case& attempt : std::vector<Case>{
           {"nothing", {}, nullptr},
           {"ambient as the kernel wants it", {kill, kill, kill, kill, kill}, nullptr},
           {"ambient that is not inheritable, which is left out", {kill, kill, {}, kill, kill}, nullptr},
           {"ambient that is not permitted", {kill, {}, kill, {}, kill}, ".permitted"},
           {"effective that is not permitted", {kill, kill, {}, {}, {}}, ".permitted"},
           {"a name that is none", {{"CAP_SINK"}, {}, {}, {}, {}}, "no capability CAP_SINK"},
       }) {
    INFO(attempt.what);
    Result<void> answer = checkCapabilities(attempt.sets, true);
    REQUIRE(static_cast<bool>(answer) == (attempt.refusal == nullptr));
    if (attempt.refusal != nullptr) CHECK(answer.error().message.find(attempt.refusal) != std::string::npos);
  }
}

TEST_CASE("ambient capabilities that are not inheritable are named, for they are left out") {
  oci::Capabilities sets;
  sets.permitted = sets.ambient = {"CAP_KILL", "CAP_CHOWN"};
  sets.inheritable = {"CAP_CHOWN"};
  CHECK(ungrantableAmbient(sets) == std::vector<std::string>{"CAP_KILL"});
}
