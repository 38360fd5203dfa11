// The constants of the JavaScript host are those of core/format: js/src/host/constants.js is made here, and held equal.
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "format/limits.h"
#include "format/pack_format.h"
#include "format/purposes.h"
#include "format/reasons.h"
#include "runtime/event.h"
#include "vitrine/vitrine.h"

using namespace vitrine;

namespace {

constexpr char kPath[] = VITRINE_SOURCE_DIR "/js/src/host/constants.js";

class Module {
 public:
  void head(const std::string &what) { text_ << "\n// " << what << '\n'; }
  void number(const std::string &name, int64_t value) { text_ << "export const " << name << " = " << value << ";\n"; }
  void words(const std::string &name, const char *const *words, size_t count) {
    text_ << "export const " << name << " = '";
    for (size_t i = 0; i < count; ++i) text_ << (i == 0 ? "" : " ") << words[i];
    text_ << "'.split(' ');\n";
  }
  [[nodiscard]] std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
};

std::string upper(std::string name) {
  for (char &c : name) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

void sections(Module &out) {
  out.head("Sections of a pack by their place in the file, and the bytes of a record.");
#define VITRINE_X(id, name, record)                            \
  out.number(upper(#name), static_cast<int64_t>(Section::id)); \
  out.number(upper(#name) + "_BYTES", static_cast<int64_t>(sizeof(record)));
  VITRINE_SECTIONS(VITRINE_X)
#undef VITRINE_X
  out.number("NONE16", kNone16);
}

void records(Module &out) {
  out.head("Where in its record a member stands, in bytes.");
#define VITRINE_AT(name, record, member) out.number(name, static_cast<int64_t>(offsetof(record, member)));
  VITRINE_AT("CONFIG_NAME", ConfigDef, name)
  VITRINE_AT("CONFIG_VISIT_GAP", ConfigDef, visit_gap)
  VITRINE_AT("FIELD_WANTS", FieldDef, wants)
  VITRINE_AT("SEGMENT_NAME", SegmentDef, name)
  VITRINE_AT("SEGMENT_FLAGS", SegmentDef, flags)
  VITRINE_AT("STAGE_NAME", StageDef, name)
  VITRINE_AT("SLOT_NAME", SlotDef, name)
  VITRINE_AT("SLOT_KIND", SlotDef, kind)
  VITRINE_AT("SLOT_VARIANT_FIRST", SlotDef, variant_first)
  VITRINE_AT("SLOT_VARIANT_COUNT", SlotDef, variant_count)
  VITRINE_AT("SLOT_READS", SlotDef, reads)
  VITRINE_AT("VARIANT_NAME", VariantDef, name)
#undef VITRINE_AT
  out.number("SEGMENT_EXPORT", kSegmentExport);
  out.number("READS_STATE", kReadsState);
  out.number("READS_EVIDENCE", kReadsEvidence);
  out.number("KIND_SORT", static_cast<int64_t>(SlotKind::kSort));
}

void wire(Module &out) {
  out.head("What a field of the pack wants, as bits.");
#define VITRINE_X(id, bit, word) out.number("WANT_" + upper(std::string(#id).substr(5)), id);
  VITRINE_WANTS(VITRINE_X)
#undef VITRINE_X
  out.head("Kinds of a field on the wire, as bits.");
  out.number("IS_NUMBER", runtime::Field::kNumber);
  out.number("IS_TEXT", runtime::Field::kText);
  out.number("IS_BOOL", runtime::Field::kBool);
  out.number("IS_TRUE", runtime::Field::kBoolValue);
  out.number("WAS_NUMBER", runtime::Field::kWasNumber);
  out.number("IS_UNREAD", runtime::Field::kUnread);
  out.head("Limits.");
  out.number("MOST_EVENT_BYTES", kMaxEventBytes);
  out.number("MOST_ITEMS", kMaxItems);
  out.number("MOST_FIELDS", kMaxFields);
  out.number("MOST_TEXT_BYTES", kMaxTextBytes);
  out.number("MOST_SEGMENTS", kMaxSegments);
}

void calls(Module &out) {
  out.head("Calls of the core: its interface, status bits, what vt_segments lists.");
  out.number("ABI", vt_abi_version());
  out.number("STATUS_MORE", VT_MORE);
  out.number("STATUS_CHANGED", VT_CHANGED);
  out.number("LIST_IN", VT_IN);
  out.number("LIST_ENTERED", VT_ENTERED);
  out.number("LIST_LEFT", VT_LEFT);
  out.number("LIST_STAGE", VT_STAGE);
  out.number("LIST_CLOCK", VT_CLOCK);
  out.head("Purposes by their bits, reasons by their codes.");
  out.words("PURPOSES", kPurposeWords, kPurposes);
  out.words("REASONS", kReasonTexts, sizeof kReasonTexts / sizeof kReasonTexts[0]);
}

std::string constants() {
  Module out;
  sections(out);
  records(out);
  wire(out);
  calls(out);
  return "// Constants of core/format, in JavaScript. Made by tests/core/js_constants.cpp, never by hand: npm run constants.\n" +
         out.text();
}

}  // namespace

TEST_CASE("the constants of the JavaScript host are those of core/format") {
  const std::string expected = constants();
  if (std::getenv("VITRINE_WRITE_CONSTANTS") != nullptr) std::ofstream(kPath) << expected;
  std::ifstream file(kPath);
  REQUIRE(file.good());
  CHECK(std::string{std::istreambuf_iterator<char>(file), {}} == expected);
}
