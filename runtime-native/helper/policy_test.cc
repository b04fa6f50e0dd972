#include "helper/policy.h"

#include <doctest/doctest.h>

#include <functional>

#include "helper/sub_ids.h"

using namespace bulkhead;

namespace {

const Caller sailor{Caller::Mode::privileged, 1000, 1000, {{0, 1000, 1}, {1, 100000, 65536}}, {{0, 1000, 1}, {1, 100000, 65536}},
                    "/home/sailor/data"};

/** What is granted. */
InitPlan granted() {
  InitPlan plan;
  plan.config.namespaces = {{"mount", ""}, {"user", ""}, {"pid", ""}};
  plan.config.uidMappings = plan.config.gidMappings = {{0, 1000, 1}, {1, 100000, 65536}};
  plan.rootfs.base = {"/", {"/home/sailor/data/layers/a"}, "/home/sailor/data/up", "/home/sailor/data/work"};
  return plan;
}

}  // namespace

TEST_CASE("a caller's own ids, layers and log are granted") { CHECK(static_cast<bool>(authorize(sailor, granted(), {"/home/sailor/data/log"}))); }

TEST_CASE("everything else is refused") {
  struct Case {
    const char* what;
    std::function<void(InitPlan&)> change;
  };
  for (const Case& attempt : std::vector<Case>{
           {"no user namespace", [](InitPlan& plan) { plan.config.namespaces.erase(plan.config.namespaces.begin() + 1); }},
           {"root of the host",
            [](InitPlan& plan) {
              plan.config.uidMappings = {{0, 0, 1}};
            }},
           {"beyond the range",
            [](InitPlan& plan) {
              plan.config.gidMappings = {{0, 100000, 65537}};
            }},
           {"wrapping around",
            [](InitPlan& plan) {
              plan.config.uidMappings = {{0, 4294967294U, 4294967294U}};
            }},
           {"a namespace of others",
            [](InitPlan& plan) {
              plan.config.namespaces.push_back({"network", "/proc/1/ns/net"});
            }},
           {"hooks", [](InitPlan& plan) { plan.config.hasHooks = true; }},
       }) {
    INFO(attempt.what);
    InitPlan plan = granted();
    attempt.change(plan);
    Result<void> answer = authorize(sailor, plan, {});
    REQUIRE_FALSE(static_cast<bool>(answer));
    CHECK(answer.error().code == "denied");
  }
  CHECK(authorize(sailor, granted(), {"/etc/cron.d/x"}).error().code == "denied");
}

TEST_CASE("files of a caller who is not root are touched as the caller") {
  REQUIRE(fileOwnerOf(sailor).has_value());
  CHECK(fileOwnerOf(sailor)->uid == 1000);
  REQUIRE(jobOwnerOf(sailor).has_value());
  CHECK(jobOwnerOf(sailor)->uidMappings.size() == 2);
  Caller root;
  CHECK_FALSE(fileOwnerOf(root).has_value());
  CHECK_FALSE(jobOwnerOf(root).has_value());
}

TEST_CASE("sub-id ranges are read by name and by number") {
  std::vector<oci::IdMapping> mappings = subordinateMappings(1000, "sailor", "1000", "other:1:2\nsailor:100000:65536\n1000:300000:10\nsailor:bad\n");
  REQUIRE(mappings.size() == 3);
  CHECK(mappings[1].hostId == 100000);
  CHECK(mappings[2].containerId == 65537);
  CHECK(userNameOf(1000, "root:x:0:0::/:\nsailor:x:1000:1000::/:\n") == "sailor");
}
