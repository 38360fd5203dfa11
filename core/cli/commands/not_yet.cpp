// Commands that the tool will have.
#include "cli/commands/commands.h"

namespace vitrine::tool {

const Command kWhy{"why", "Why a visitor is in a segment, why not, and what would change it", "", {}, nullptr};
const Command kDiff{"diff", "Which visitors change segment, stage or decision between two strategies", "", {}, nullptr};
const Command kStudio{"studio", "The local page for writing and trying a strategy", "", {}, nullptr};
const Command kReport{"report", "The measurement report", "", {}, nullptr};

}  // namespace vitrine::tool
