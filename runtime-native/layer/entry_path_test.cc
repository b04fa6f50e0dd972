#include "layer/entry_path.h"

#include <doctest/doctest.h>

using namespace bulkhead;

TEST_CASE("names are cleaned") {
  CHECK(parseEntryPath("./usr//bin/./sh")->path == "usr/bin/sh");
  CHECK(parseEntryPath("./")->path.empty());
}

TEST_CASE("names that point out of the layer are refused") {
  for (const char* name : {"../x", "a/../../x", "/etc/passwd", "a/.."}) {
    Result<EntryPath> parsed = parseEntryPath(name);
    REQUIRE_FALSE(static_cast<bool>(parsed));
    CHECK(parsed.error().step == "layer.path");
  }
}

TEST_CASE("whiteouts name what is gone") {
  Result<EntryPath> gone = parseEntryPath("etc/.wh.motd");
  CHECK(gone->kind == EntryPath::Kind::whiteout);
  CHECK(gone->path == "etc/motd");
  Result<EntryPath> opaque = parseEntryPath("var/.wh..wh..opq");
  CHECK(opaque->kind == EntryPath::Kind::opaque);
  CHECK(opaque->path == "var");
  CHECK(parseEntryPath(".wh..wh.plnk/1")->kind == EntryPath::Kind::file);
  CHECK_FALSE(static_cast<bool>(parseEntryPath(".wh...")));
}

TEST_CASE("hard links stay in the layer") {
  CHECK(*parseLinkTarget("./a/b", "x") == "a/b");
  CHECK(parseLinkTarget("/etc/shadow", "x").error().step == "layer.link");
  CHECK(parseLinkTarget("../a", "x").error().step == "layer.link");
}
