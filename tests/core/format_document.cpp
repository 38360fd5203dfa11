// FORMAT.md against the records: a size or name that differs is a defect of one of the two.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <fstream>
#include <string>
#include <vector>

#include "format/limits.h"
#include "support/sample.h"
#include "support/snapshot_parts.h"

using namespace vitrine;
using namespace vitrine::test;

namespace {

// The cells of a table row, trimmed; empty for other lines.
std::vector<std::string> cells_of(const std::string &line) {
  std::vector<std::string> cells;
  if (line.empty() || line[0] != '|') return cells;
  for (size_t from = 1, to = line.find('|', 1); to != std::string::npos; from = to + 1, to = line.find('|', from)) {
    std::string cell = line.substr(from, to - from);
    cell.erase(0, cell.find_first_not_of(' '));
    cell.erase(cell.find_last_not_of(' ') + 1);
    cells.push_back(cell);
  }
  return cells;
}

// The rows of the table whose head begins with these cells.
std::vector<std::vector<std::string>> table_with(const std::vector<std::string> &head) {
  std::ifstream file(VITRINE_SOURCE_DIR "/core/FORMAT.md");
  REQUIRE(file.good());
  std::vector<std::vector<std::string>> rows;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> cells = cells_of(line);
    if (!inside) {
      inside = cells.size() >= head.size() && std::equal(head.begin(), head.end(), cells.begin());
      continue;
    }
    if (cells.empty()) break;
    if (cells[0].find("---") == std::string::npos) rows.push_back(cells);
  }
  return rows;
}

}  // namespace

TEST_CASE("FORMAT.md lists every section in file order with the size of its record") {
  std::vector<std::pair<std::string, std::string>> documented;
  for (const auto &row : table_with({"section", "bytes"})) documented.push_back({row.at(0), row.at(1)});
  const std::vector<std::pair<std::string, std::string>> expected = {
#define VITRINE_X(id, name, record) {#name, std::to_string(sizeof(record))},
      VITRINE_SECTIONS(VITRINE_X)
#undef VITRINE_X
  };
  CHECK(documented == expected);
}

TEST_CASE("FORMAT.md gives the pack's header as it is") {
  const auto rows = table_with({"offset", "bytes", "what"});
  REQUIRE(rows.size() == 7);
  CHECK(rows[0][2] == "magic `VTRN`");
  CHECK(rows[1][2] == "version, " + std::to_string(kPackVersion));
  CHECK(rows[2][2] == "number of sections, " + std::to_string(kSections));
  CHECK(rows[3][0] == std::to_string(offsetof(PackHeader, length)));
  CHECK(rows[4][0] == std::to_string(offsetof(PackHeader, checksum)));
  CHECK(rows[5][0] == std::to_string(offsetof(PackHeader, strategy_id)));
  CHECK(rows[6][0] == std::to_string(sizeof(PackHeader)));
  CHECK(rows[6][1] == std::to_string(kSections * sizeof(SectionRef)));
  const Bytes bytes = sample().pack.bytes();
  CHECK(std::string(bytes.begin(), bytes.begin() + 4) == "VTRN");
}

TEST_CASE("FORMAT.md says how many buckets hosts stand in, how many bits find one, and what the parts of exposures are called") {
  std::ifstream file(VITRINE_SOURCE_DIR "/core/FORMAT.md");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto says = [&](const std::string &words) { return text.find(words) != std::string::npos; };
  CHECK(kHostBuckets == 1'024);
  CHECK(says("in each of 1,024 buckets"));
  CHECK(says("the high " + std::to_string(32 - kHostBucketShift) + " bits name its bucket, the next " +
             std::to_string(kHostBucketShift - kHostKeyShift) + " are its key"));
  CHECK(says("modulo 10,000"));
  for (const char *words : {"`exposures SLOT VARIANT`", "`exposures of message NAME`", "` newest`", "` ever`", "` in this visit`"}) {
    INFO(words);
    CHECK(says(words));
  }
  CHECK(says("at most " + std::to_string(kMaxEvidence) + " names"));
}

TEST_CASE("FORMAT.md gives the longest that each part of a snapshot gets") {
  const auto rows = table_with({"part", "content", "bytes at most"});
  const auto bytes_of = [&](const std::string &part) {
    for (const auto &row : rows) {
      if (row[0] == part) return row[2];
    }
    return std::string("no row");
  };
  CHECK(bytes_of("purchases, refunds") == std::to_string(8 * kRecentIds) + " each");
  CHECK(bytes_of("text fact, text trait") == std::to_string(kMaxTextBytes));
  CHECK(bytes_of("the same in buckets") == "4 + " + std::to_string(2 * kMaxBuckets));
  CHECK(bytes_of("distinct") == std::to_string(12 * kMaxValues));
  CHECK(bytes_of("names of evidence") == std::to_string(12 * kMaxEvidence));
  CHECK(bytes_of("exposures, newest") == std::to_string(4 * kMaxCap));
  CHECK(bytes_of("affinity dimension") == std::to_string(4 + 14 * kMaxValues));
  const LoadedPack pack(sample().pack);
  Visitor v(pack);
  Random random(51);
  for (uint32_t i = 0; i < 400; ++i) v.take(random_event(sample(), random, 1'000'000 + 60 * i));
  v.take(Wire(sample().pack, "add_to_cart", 2'000'000).item());
  for (const char *part : {"visit", "cart", "orders"})
    CHECK(bytes_of(part) == std::to_string(part_of(v.snapshot(), part_key(part)).size()));
  CHECK(part_of(v.snapshot(), part_key("purchases")).size() == 8 * kRecentIds);
  v.take(Wire(sample().pack, "view_promotion", 2'000'000).text("creative_slot", "offer").text("creative_name", "sale"));
  v.take(Wire(sample().pack, "view_promotion", 2'000'000).text("creative_slot", "offer").text("creative_name", "trust"));
  for (const char *part : {"exposures offer sale in this visit", "exposures offer trust ever"})
    CHECK(bytes_of("exposures, ever or in this visit") == std::to_string(part_of(v.snapshot(), part_key(part)).size()));
}
