// Rows of GA4's BigQuery export (events_YYYYMMDD as JSON lines).
#pragma once

#include "cli/log/event_text.h"
#include "cli/log/json_row.h"
#include "cli/log/row_reader.h"
#include "cli/log/row_time.h"

namespace vitrine::tool {

class Ga4Rows : public JsonRows {
 public:
  [[nodiscard]] std::string remark() const override;

 private:
  [[nodiscard]] bool read(std::string_view line, RowOrder &order, LineReason &reason) override;
  void put_params(const JsonObject &row);
  void put_ecommerce(const JsonObject &row);
  void put_device(const JsonObject &row);
  void put_geo(const JsonObject &row);
  void put_items(const JsonObject &row);

  uint64_t unknown_countries_ = 0;  // rows
  std::string unknown_country_;     // the first
};

}  // namespace vitrine::tool
