// CSV: records of RFC 4180, the grammar of --map, and rows as events.
#include "cli/log/csv_rows.h"

#include <catch2/catch.hpp>

#include "cli/log_rows.h"

using namespace vitrine;
using namespace vitrine::tool;

namespace {

using Rows = std::vector<std::string>;

// The cells of each record in brackets.
std::string cells_of(const std::string &file, char separator = ',') {
  CsvRecord record;
  record.set_separator(separator);
  std::string out;
  for (size_t from = 0; from < file.size();) {
    const size_t end = std::min(file.find('\n', from), file.size());
    const CsvRecord::Step step = record.add(std::string_view(file).substr(from, end - from));
    from = end + 1;
    if (step == CsvRecord::Step::kMore) continue;
    if (step != CsvRecord::Step::kWhole) {
      out += "<broken>";
      continue;
    }
    for (size_t i = 0; i < record.cells(); ++i) out += '[' + std::string(record.cell(i)) + ']';
    out += ' ';
  }
  return out + (record.is_open() ? "<open>" : "");
}

CsvMap map_of(const std::string &text) {
  CsvMap map;
  std::string error;
  REQUIRE(map.add(text, error));
  return map;
}

std::string error_of(const std::string &text) {
  CsvMap map;
  std::string error;
  return map.add(text, error) && map.is_complete(error) ? "fine" : error;
}

struct Read {
  Rows rows;
  std::string remark, refusal;
};

Read read(const std::string &map_text, const std::string &file) {
  const CsvMap map = map_of(map_text);
  CsvRows reader(map);
  tests::Collected collected;
  tests::read_rows(reader, file, collected);
  return {collected.rows, reader.remark(), reader.refusal()};
}

constexpr char kMap[] = "visitor=u,time=t,event=e";

}  // namespace

TEST_CASE("a record is cells between separators, quoted ones with all that may stand in them") {
  CHECK(cells_of("a,b,c\n,,\nx") == "[a][b][c] [][][] [x] ");
  CHECK(cells_of("a,\"b,c\",\"d \"\"e\"\"\"\r\n\"\",z\r\n") == "[a][b,c][d \"e\"] [][z] ");
  CHECK(cells_of("a,\"one\ntwo\r\n\",b\nc,d,e\n") == "[a][one\ntwo\r\n][b] [c][d][e] ");
  CHECK(cells_of("a;\"b;c\";5,9", ';') == "[a][b;c][5,9] ");
  CHECK(cells_of("a\tb", '\t') == "[a][b] ");
  CHECK(cells_of("5\" pipe,b\"\"c") == "[5\" pipe][b\"\"c] ");
  CHECK(cells_of("\"a\"b,c\nd,e") == "<broken>[d][e] ");
  CHECK(cells_of("a,\"b\nc") == "<open>");
}

TEST_CASE("the header says which separator it is") {
  CHECK(CsvRecord::separator_of("a,b;c,d") == ',');
  CHECK(CsvRecord::separator_of("a;b;c,d") == ';');
  CHECK(CsvRecord::separator_of("a\tb") == '\t');
  CHECK(CsvRecord::separator_of("\"a;b;c\",d") == ',');
  CHECK(CsvRecord::separator_of("one") == ',');
}

TEST_CASE("--map: parts with commas between, = splits at the first, a backslash takes the next character as it is") {
  const CsvMap map =
      map_of(R"(visitor=user id,time=t=1,event=:view_item,a\,b\=c=d\,e,event.add\,ed=add_to_cart,x=\:y,event\.z=q,event.a.b=c)");
  std::string out;
  for (const CsvSource &source : map.sources) out += source.name + (source.is_constant ? " is " : " from ") + source.column + "; ";
  CHECK(out == "visitor from user id; time from t=1; event is view_item; a,b=c from d,e; x from :y; event.z from q; ");
  CHECK(map.event_of("add,ed") == "add_to_cart");
  CHECK(map.event_of("a.b") == "c");
  CHECK(map.event_of("other") == "other");
}

TEST_CASE("a --map that says too little, twice or nothing is told") {
  CHECK(error_of("visitor=u,time=t,event=e") == "fine");
  CHECK_THAT(error_of("visitor=u,time=t"), Catch::Contains("`event` is missing"));
  CHECK_THAT(error_of("event.view=view_item,visitor=u,time=t"), Catch::Contains("`event` is missing"));
  CHECK_THAT(error_of("visitor=u,,time=t"), Catch::Contains("a part is NAME=COLUMN"));
  CHECK_THAT(error_of("visitor"), Catch::Contains("`visitor` is no part"));
  CHECK_THAT(error_of("visitor="), Catch::Contains("`visitor=` is no part"));
  CHECK_THAT(error_of("=u"), Catch::Contains("is no part"));
  CHECK_THAT(error_of("visitor=u,visitor=w"), Catch::Contains("`visitor` is mapped twice"));
  CHECK_THAT(error_of("visitor=u\\"), Catch::Contains("ends with a backslash"));
  CHECK_THAT(error_of("items=u"), Catch::Contains("is no field"));
}

TEST_CASE("a row is an event, item fields go into its one item, all else into fields, empty cells nowhere") {
  const Read result = read(
      "visitor=u,time=t,event=e,item_id=i,item_name=n,item_brand=b,item_category=c1,item_category5=c5,item_variant=v,price=p,quantity=q,"
      "coupon=k,discount=d,currency=y,color=f,event.cart=add_to_cart",
      "t,e,u,i,n,b,c1,c5,v,p,q,k,d,y,f,x,z\n"
      "2019-10-01 00:00:00 UTC,cart,1,i1,n1,b1,one,five,v1,33.20,2,k1,d1,EUR,red,x,z\n"
      "1569888001,view,2,,,,,,,,,,,USD,,x,z\n");
  CHECK(
      result.rows ==
      Rows{
          R"(2: {"visitor":"1","time":1569888000,"event":"add_to_cart","fields":{"currency":"EUR","color":"red"},"items":[{"item_id":"i1","item_name":"n1","item_brand":"b1","item_category":"one","item_category5":"five","item_variant":"v1","price":"33.20","quantity":"2","coupon":"k1","discount":"d1"}]})",
          R"(3: {"visitor":"2","time":1569888001,"event":"view","fields":{"currency":"USD"}})"});
  CHECK(result.remark == "columns that --map does not name are dropped: x, z");
}

TEST_CASE("rows that follow one another with the same visitor, time, event and transaction_id are one event") {
  const std::string map = "visitor=u,time=t,event=e,transaction_id=o,item_id=i,value=w";
  CHECK(
      read(map,
           "u,t,e,o,i,w\n1,9,purchase,T1,a,\n1,9,purchase,T1,b,5\n1,9,purchase,T1,,6\n1,9,purchase,T2,c,\n1,9,refund,T2,d,\n2,9,refund,T2,"
           "e,\n2,8,refund,T2,f,\n2,8,"
           "view_item,,g,\n2,8,view_item,,g,\n1,9,purchase,T1,z,\n")
          .rows ==
      Rows{
          R"(2: {"visitor":"1","time":9,"event":"purchase","fields":{"transaction_id":"T1","value":"5"},"items":[{"item_id":"a"},{"item_id":"b"}]})",
          R"(5: {"visitor":"1","time":9,"event":"purchase","fields":{"transaction_id":"T2"},"items":[{"item_id":"c"}]})",
          R"(6: {"visitor":"1","time":9,"event":"refund","fields":{"transaction_id":"T2"},"items":[{"item_id":"d"}]})",
          R"(7: {"visitor":"2","time":9,"event":"refund","fields":{"transaction_id":"T2"},"items":[{"item_id":"e"}]})",
          R"(8: {"visitor":"2","time":8,"event":"refund","fields":{"transaction_id":"T2"},"items":[{"item_id":"f"}]})",
          R"(9: {"visitor":"2","time":8,"event":"view_item","fields":{},"items":[{"item_id":"g"}]})",
          R"(10: {"visitor":"2","time":8,"event":"view_item","fields":{},"items":[{"item_id":"g"}]})",
          R"(11: {"visitor":"1","time":9,"event":"purchase","fields":{"transaction_id":"T1"},"items":[{"item_id":"z"}]})"});
}

TEST_CASE("rows that are broken are skipped with their line, also behind cells of several lines") {
  CHECK(read(kMap,
             "\n\"u\";t;e;\"n\nm\"\n1;9;a;\n;9;a;\n1;;a;\n1;9;;\n1;soon;a;\n1;1673858401132002;a;\n1;9;a\n1;9;a;;\n1;9;\"a\"b;\n1;9;a;"
             "\"x\n\ny\"\n\r\n\xFF;9;a;\n1;9;a;\"")
            .rows == Rows{R"(4: {"visitor":"1","time":9,"event":"a","fields":{}})", "5 skipped: visitor_empty", "6 skipped: time_missing",
                          "7 skipped: event_missing", "8 skipped: time", "9 skipped: microseconds", "10 skipped: cells",
                          "11 skipped: cells", "12 skipped: quotes", R"(13: {"visitor":"1","time":9,"event":"a","fields":{}})",
                          "17 skipped: utf8", "18 skipped: quotes"});
}

TEST_CASE("a header without a column that --map names, or with it twice, is refused") {
  CHECK(read(kMap, "u,time,e\n1,9,a\n").refusal == "it has no column `t`, which --map names; its header has u, time, e");
  CHECK(read(kMap, "u,t,e,t\n1,9,a,9\n").refusal == "its header has the column `t` twice");
  CHECK_THAT(read(kMap, "u,\"t\"x,e\n1,9,a\n").refusal, Catch::StartsWith("its header cannot be read"));
  CHECK(read(kMap, "u,t,e,x,x\n1,9,a,,\n").refusal.empty());
}

TEST_CASE("a time may be a text with UTC behind it, seconds or milliseconds, and keeps its fraction for the order") {
  const CsvMap map = map_of(kMap);
  CsvRows reader(map);
  tests::Collected collected;
  tests::read_rows(
      reader,
      "u,t,e\n1,2019-10-01 00:00:00.25 UTC,a\n1,1569888000500,b\n1,1569888000.75,c\n1,2019-10-01T02:00:00+02:00,d\n1,2019-10-01,e\n",
      collected);
  std::string out;
  for (const RowOrder &order : collected.orders) out += std::to_string(order.microseconds - 1'569'888'000'000'000) + " ";
  CHECK(out == "250000 500000 750000 0 0 ");
}
