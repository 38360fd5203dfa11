// Calls of Segment (track, page, identify, group) as JSON lines, by its spec v2 and the names of the first one.
#pragma once

#include "cli/log/event_text.h"
#include "cli/log/json_row.h"
#include "cli/log/row_reader.h"

namespace vitrine::tool {

class SegmentCalls : public JsonRows {
 private:
  enum class Call : uint8_t { kTrack, kPage, kIdentify, kOther };

  [[nodiscard]] bool read(std::string_view line, RowOrder &order, LineReason &reason) override;
  [[nodiscard]] static bool find_event(const JsonObject &row, Call call, std::string &event, LineReason &reason);
  void put_track(const JsonObject &row, std::string_view event);
  void put_page(const JsonObject &row);
  void put_traits(const JsonObject &row);
  void put_items(const JsonObject &properties, bool is_one_product);
};

}  // namespace vitrine::tool
