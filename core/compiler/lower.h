// Strategy to records.
#pragma once

#include "compiler/names.h"
#include "compiler/records.h"
#include "compiler/report.h"

namespace vitrine {

struct Lowered {
  Records records;
  RecordNames names;
};

// The strategy must have passed check_strategy. Limits that only show here are told to `report`; then the records are of no use.
[[nodiscard]] Lowered lower_strategy(const Strategy &strategy, const Names &names, Report &report);

}  // namespace vitrine
