#include "sys/peer.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sys/fd.h"

using namespace bulkhead;

TEST_CASE("a peer is who the kernel says it is, with its resource limits") {
  auto pair = makeSocketPair(SOCK_SEQPACKET);
  REQUIRE(static_cast<bool>(pair));
  Result<Peer> peer = peerOf(pair->first.get());
  REQUIRE(static_cast<bool>(peer));
  CHECK(peer->pid == getpid());
  CHECK(peer->uid == geteuid());
  CHECK(peer->groups.size() == static_cast<size_t>(getgroups(0, nullptr)));
  Result<ResourceLimits> limits = limitsOf(*peer);
  REQUIRE(static_cast<bool>(limits));
  for (size_t which = 0; which < limits->size(); ++which) {
    rlimit own{};
    getrlimit(static_cast<__rlimit_resource>(which), &own);
    CHECK((*limits)[which].rlim_cur == own.rlim_cur);
    CHECK((*limits)[which].rlim_max == own.rlim_max);
  }
}

TEST_CASE("a peer whose number is another user's by now has no limits") {
  CHECK_FALSE(static_cast<bool>(limitsOf(Peer{getpid(), geteuid() + 1, 0, {}})));
}
