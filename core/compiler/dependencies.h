// Which segments and stages read which: the order in which they are judged, and circles.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/names.h"
#include "compiler/report.h"

namespace vitrine::compiler {

// Stands for all stages together: a `stage` reference reads every stage's `when`.
inline constexpr uint32_t kAllStages = 0xFFFF'FFFEu;

// Segments (by index) and kAllStages, each behind all that it reads. Circles are told to `report`.
[[nodiscard]] std::vector<uint32_t> judging_order(const Strategy &strategy, const Names &names, Report &report);

}  // namespace vitrine::compiler
