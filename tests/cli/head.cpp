// Files that are no logs, known by their first bytes, and the command that makes each readable.
#include "cli/log/head.h"

#include <catch2/catch.hpp>

#include "cli/log/log_form.h"

using namespace vitrine;
using namespace vitrine::tool;
using namespace std::string_view_literals;

namespace {

// "CODE: COMMAND", or "fine".
std::string refused(std::string_view head, const HeadOf &of = {"x.log", nullptr}, bool is_whole = true) {
  const auto form = refused_form(head, is_whole, of);
  if (!form) return "fine";
  return std::string(form->code) + form->sentence.substr(form->sentence.find("write: ") + 5);
}

std::string wide(std::string_view text, bool big, size_t bytes = 2) {
  std::string out;
  for (const char c : text) out += big ? std::string(bytes - 1, '\0') + c : c + std::string(bytes - 1, '\0');
  return out;
}

constexpr char kLine[] = R"({"visitor":"v","time":9,"event":"e"})";

}  // namespace

TEST_CASE("UTF-16 and UTF-32 are refused with and without a byte order mark, with iconv") {
  CHECK(refused("\xFF\xFE" + wide(kLine, false)) == "utf_16: iconv -f UTF-16 -t UTF-8 < x.log > log.ndjson");
  CHECK(refused("\xFE\xFF" + wide(kLine, true)) == "utf_16: iconv -f UTF-16 -t UTF-8 < x.log > log.ndjson");
  CHECK(refused(wide(kLine, false)) == "utf_16: iconv -f UTF-16LE -t UTF-8 < x.log > log.ndjson");
  CHECK(refused(wide(kLine, true)) == "utf_16: iconv -f UTF-16BE -t UTF-8 < x.log > log.ndjson");
  CHECK(refused(wide(kLine, false, 4)) == "utf_32: iconv -f UTF-32LE -t UTF-8 < x.log > log.ndjson");
  CHECK(refused(wide(kLine, true, 4)) == "utf_32: iconv -f UTF-32BE -t UTF-8 < x.log > log.ndjson");
  CHECK(refused("{\0"sv) == "utf_16: iconv -f UTF-16LE -t UTF-8 < x.log > log.ndjson");
  CHECK(refused(R"({"visitor":"v)" + std::string(1, '\0') + R"(","time":9,"event":"e"})") == "fine");
}

TEST_CASE("a JSON array is refused with jq") {
  CHECK(refused(R"([{"visitor":"v"}])") == "json_array: jq -c '.[]' < x.log > log.ndjson");
  CHECK(refused("\n [\n  {\n") == "json_array: jq -c '.[]' < x.log > log.ndjson");
  CHECK(refused("[]\n" + std::string(kLine)) == "fine");
}

TEST_CASE("Parquet and other packed or binary forms are refused with what unpacks them") {
  CHECK(refused("PAR1\x15\x04"sv) == "parquet: duckdb -c \"COPY (FROM 'x.log') TO 'log.ndjson' (FORMAT JSON)\"");
  CHECK(refused("\x28\xB5\x2F\xFD\x24"sv) == "zstd: zstd -dc < x.log > log.ndjson");
  CHECK(refused("\x50\x2A\x4D\x18\x04\0\0\0"sv) == "zstd: zstd -dc < x.log > log.ndjson");
  CHECK(refused("BZh91AY"sv) == "bzip2: bzip2 -dc < x.log > log.ndjson");
  CHECK(refused("\xFD"
                "7zXZ\0\0"sv) == "xz: xz -dc < x.log > log.ndjson");
  CHECK(refused("PK\3\4"sv) == "zip: funzip < x.log > log.ndjson");
}

TEST_CASE("carriage returns alone are refused with tr, those before line feeds and between tokens are not") {
  CHECK(refused(std::string(kLine) + "\r" + kLine + "\r") == "carriage_returns: tr '\\r' '\\n' < x.log > log.ndjson");
  CHECK(refused("a,b\r1,2") == "carriage_returns: tr '\\r' '\\n' < x.log > log.ndjson");
  CHECK(refused(std::string(kLine) + "\r\n" + kLine + "\r\n") == "fine");
  CHECK(refused(std::string(kLine) + "\r") == "fine");
  CHECK(refused("{\"visitor\":\"v\",\r\"time\":9,\"event\":\"e\"}") == "fine");
  CHECK(refused(kLine) == "fine");
  CHECK(refused("") == "fine");
}

TEST_CASE("the command reads what the tool read: a file, a packed file, or standard input") {
  CHECK(refused("[{", {"a log's.json", nullptr}) == "json_array: jq -c '.[]' < 'a log'\\''s.json' > log.ndjson");
  CHECK(refused("[{", {"x.gz", "gzip -dc"}) == "json_array: gzip -dc x.gz | jq -c '.[]' > log.ndjson");
  CHECK(refused("[{", {"-", nullptr}) == "json_array: jq -c '.[]' > log.ndjson");
}

TEST_CASE("the first lines tell the form") {
  CHECK(form_of(R"({"event_date":"20230116","event_timestamp":"1","event_name":"e","event_params":[)") == LogForm::kGa4);
  CHECK(form_of(R"({"type":"track","event":"Order Completed","anonymousId":"a"})") == LogForm::kSegment);
  CHECK(form_of(R"({"messageId":"m","traits":{},"userId":"u","type":"identify"})") == LogForm::kSegment);
  CHECK(form_of("broken\n\n"
                R"({"event_timestamp":"1","event_name":"e"})") == LogForm::kGa4);
  CHECK(form_of(R"({"visitor":"v","event_name":"e","event_timestamp":"1","type":"track","userId":"u"})") == LogForm::kOwn);
  CHECK(form_of(R"({"type":"click","userId":"u"})") == LogForm::kOwn);
  CHECK(form_of(R"({"x":{"event_name":"e","event_timestamp":"1"}})") == LogForm::kOwn);
  CHECK(form_of("") == LogForm::kOwn);
}

TEST_CASE("a log of no known form gets advice with its own names") {
  const HeadOf of{"x.log", nullptr};
  CHECK(
      advice_for(R"({"session":11,"events":[{"aid":1254160,"ts":1661976314324,"type":"clicks"}]})", of) ==
      "its lines have the keys session, events, and an event has visitor, time and event; its events stand in the list `events`; something "
      "like this takes "
      "them apart: jq -c '. as $row | .events[] | {visitor:$row.session,time:.ts,event:.type,items:[{item_id:(.aid|tostring)}]}' < x.log");
  CHECK(advice_for(R"({"user_id":1,"ts":2,"action":"x"})", of) ==
        "its lines have the keys user_id, ts, action, and an event has visitor, time and event; something like this renames them: jq -c "
        "'{visitor:.user_id,time:.ts,event:.action,fields:.}' < x.log");
  CHECK(advice_for("event_time,event_type,product_id,user_id\n", of) ==
        "it looks like CSV with the columns event_time, event_type, product_id, user_id; write: --from csv --map "
        "visitor=user_id,time=event_time,event=event_type,item_id=product_id");
  CHECK(advice_for("{\n  \"visitor\": 1\n", of) == "an object in it reaches over several lines; write: jq -c . < x.log > log.ndjson");
  CHECK(advice_for(std::string("{}\n") + kLine, of).empty());
  CHECK(advice_for("not json\n", of).empty());
  CHECK(advice_for("", of).empty());
}
