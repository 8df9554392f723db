// What commands about walls share: the words of a wall and of a reading, and where a name stands.
#pragma once

#include <string>
#include <vector>

#include "commands/registry.hpp"
#include "docket/walls.hpp"

namespace redress::commands {

base::Result<docket::Wall> wall_named(const std::string& word);

/// --aim, --ground and --why: none has a default.
std::vector<Parameter> reading_parameters();
base::Result<docket::Reading> reading_of(const Arguments& arguments);

/// The name of a protected person behind the identity wall, with its place.
docket::WalledValue name_of_party(const docket::Kept<docket::Party>& party);

}  // namespace redress::commands
