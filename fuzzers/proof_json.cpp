// Fuzz target: any text through the JSON doors of the engines. What is answered is one line of JSON; what is
// refused says why.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "proof/engines_json.hpp"

namespace {

void check(const redress::base::Result<std::string>& answer) {
  if (!answer) {
    if (answer.error().text().empty()) std::abort();
    return;
  }
  const std::string_view line = *answer;
  if (line.substr(0, line.size() - 1).find('\n') != std::string_view::npos) std::abort();
  if (!nlohmann::json::accept(line)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(redress::proof::run_breaking_points(text));
  check(redress::proof::run_least_telling(text));
  check(redress::proof::run_matrix(text));
  return 0;
}
