// The sidecar, the sentences, the listing and the C face.
#include <catch2/catch.hpp>
#include <cstring>

#include "findings.h"
#include "vitrine/vitrine.h"
#include "vitrine/vitrine_compiler.h"

using namespace vitrine;
using namespace vitrine::compiler;

namespace {

constexpr const char *kStrategy = R"({"name":"demo \"x\"","features":{"views":{"count":"view_item","within":"7d"}},
"segments":{"b":{"title":"Bee","when":{"views":{"gte":2}}},"a":{"when":{"none":[{"segment":"b"}]},"export":true}},
"stages":[{"id":"new","when":{"visit.number":1}},{"id":"old"}],
"slots":{"z":{"kind":"content","variants":[{"id":"v","for":{"segment":"b"}},{"id":"default"}]},"y":{"kind":"sort","signals":{"stock":1},"pin":1}}})";

}  // namespace

TEST_CASE("the sidecar names everything in the order of the pack") {
  const CompileResult result = compile(kStrategy, "s.json");
  const std::string id = strategy_id_text(result.pack);
  CHECK(result.names ==
        "{\"strategy\":\"demo \\\"x\\\"\",\n\"id\":\"" + id +
            "\",\n\"segments\":[\"b\",\"a\"],\n\"titles\":[\"Bee\",\"\"],\n\"stages\":[\"new\",\"old\"],\n" +
            "\"slots\":[{\"id\":\"z\",\"kind\":\"content\",\"variants\":[\"v\",\"default\"]},{\"id\":\"y\",\"kind\":\"sort\",\"variants\":["
            "\"default\",\"sorted\"]}],\n" +
            "\"experiments\":[],\n\"goals\":[],\n\"events\":[\"purchase\",\"refund\",\"identify\",\"customer_sync\",\"evidence\",\"view_"
            "item\"],\n\"fields\":[\"transaction_"
            "id\"],\n" +
            "\"features\":[\"consent to personalization\",\"views\",\"visit.number\"],\n" +
            "\"measures\":[\"consent to personalization\",\"count view_item within 604800s\",\"visit.number\"],\n" +
            "\"conditions\":[\"consent to personalization is true\",\"views >= 2\",\"visit.number >= 1\",\"visit.number >= 2\"]}\n");
}

TEST_CASE("the sidecar names experiments in the order of their slots, and goals with their event and value") {
  const std::string names = compile(R"({"goals":{"buy":{"event":"purchase","value":"value"},"ask":{"event":"search"}},
"experiments":{"second":{"slot":"b","split":{"x":0.5,"d":0.5}},"first":{"slot":"a","split":{"x":0.5,"d":0.5}}},
"slots":{"a":{"kind":"content","variants":[{"id":"x"},{"id":"d"}]},"b":{"kind":"content","variants":[{"id":"x"},{"id":"d"}]}}})",
                                    "s.json")
                                .names;
  CHECK(names.find("\"experiments\":[\"first\",\"second\"],\n") != std::string::npos);
  CHECK(names.find(R"("goals":[{"id":"buy","event":"purchase","value":"value"},{"id":"ask","event":"search"}],)") != std::string::npos);
}

TEST_CASE("the listing of a pack tells what stops a variant, its arms, and who is held out") {
  const CompileResult result = compile(R"({"holdout":{"share":0.05},"messages":{"m":{"max":2}},"zones":{"z":["DE"]},
"experiments":{"test":{"slot":"a","split":{"x":0.25,"d":0.75},"coverage":0.2}},"segments":{"g":{"when":{"geo.zone":"z"}},"c":{"when":{"traffic.channel":"SMS"}}},
"slots":{"a":{"kind":"content","variants":[{"id":"x","for":{},"message":"m","from":"2026-11-27T00:00:00Z","needs":{"stock":{"lt":6}}},{"id":"d"}]}}})",
                                       "s.json");
  REQUIRE(result.ok());
  const std::string text = dump(result.pack, result.names).text;
  for (const char *words : {"500 of 10000 buckets held out", "exposures of message m ever", " with the evidence of gate ",
                            " capped by gate ", " from 2026-11-27T00:00:00Z (arm) needs personalization",
                            "\n  experiment 0: test needs personalization\n", "\n    arm 0: variant 0 to bucket 2500, enrolled to 500\n",
                            "\n    arm 1: variant 1 to bucket 10000, enrolled to 4000\n", "\nknown sources: "}) {
    INFO(words);
    CHECK(text.find(words) != std::string::npos);
  }
  CHECK(dump(result.pack, "").text.find("\n  experiment 0: seed afd071e5 needs personalization\n") != std::string::npos);
}

TEST_CASE("the listing of a pack speaks in names with the sidecar and in numbers without") {
  const CompileResult result = compile(kStrategy, "s.json");
  const std::string named = dump(result.pack, result.names).text;
  CHECK(named.find("segment 0: b gate ") != std::string::npos);
  CHECK(named.find("condition 1: views >= 2") != std::string::npos);
  const std::string bare = dump(result.pack, "").text;
  CHECK(bare.find("segment 0: ? gate ") != std::string::npos);
  CHECK(bare.find("segment 1: a gate ") != std::string::npos);  // exported, so the pack itself names it
  CHECK(bare.find("slot 0: z content") != std::string::npos);
  CHECK(bare.find("  variant 0: v gate ") != std::string::npos);
}

TEST_CASE("every segment, stage and slot is a sentence") {
  CHECK(words(kStrategy, "s.json").text ==
        "A visitor is in the segment b (Bee) while the number of view_item events in the last 7 days is at least 2.\n"
        "A visitor is in the segment a while it is not so that they are in the segment b. It may be told to others.\n"
        "A visitor is in the stage new while the number of visits is 1.\n"
        "A visitor is in the stage old when in no other stage.\n"
        "The slot z shows v while they are in the segment b; else what the page has.\n"
        "The slot y is sorted by stock (weight 1); the first 1 place stays.\n");
  CHECK(words("{\"x\":1}", "s.json").text.empty());
  CHECK(words("{\"x\":1}", "s.json").diagnostics.size() == 1);
}

TEST_CASE("the C face hands out pack, names, findings and text, and takes them back") {
  vt_compiled *good = vt_compile(kStrategy, static_cast<int32_t>(std::strlen(kStrategy)), "s.json");
  REQUIRE(good != nullptr);
  CHECK((good->errors == 0 && good->pack_length > 0 && good->names_length > 0 && good->messages_length == 0));
  CHECK(vt_pack_size(good->pack, good->pack_length) > 0);

  vt_compiled *listing = vt_dump(good->pack, good->pack_length, good->names, good->names_length, "s.pack");
  REQUIRE(listing != nullptr);
  CHECK(std::string(listing->text, static_cast<size_t>(listing->text_length)).rfind("pack ", 0) == 0);
  vt_compiled *refused = vt_dump(good->pack, good->pack_length - 1, nullptr, 0, nullptr);
  REQUIRE(refused != nullptr);
  CHECK((refused->errors == 1 && refused->text == nullptr));

  vt_compiled *bad = vt_compile("{\"nmae\":1}", 10, "s.json");
  REQUIRE(bad != nullptr);
  CHECK((bad->errors == 1 && bad->pack == nullptr && bad->pack_length == 0));
  CHECK(std::string(bad->messages, static_cast<size_t>(bad->messages_length)) ==
        "s.json:1:2: error unknown_key: A strategy has no key `nmae`.\n  at /nmae\n  Did you mean `name`?\n");

  vt_compiled *none = vt_compile(nullptr, 0, nullptr);
  REQUIRE(none != nullptr);
  CHECK(none->errors == 1);
  vt_compiled *sentences = vt_words(kStrategy, static_cast<int32_t>(std::strlen(kStrategy)), nullptr);
  REQUIRE(sentences != nullptr);
  CHECK(sentences->text_length > 0);
  for (vt_compiled *result : {good, listing, refused, bad, none, sentences}) vt_compile_free(result);
  vt_compile_free(nullptr);
}
