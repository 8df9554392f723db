// Puts people, companies and accounts into a world.
//
// Promises: the n-th of a sort is the same for a seed whatever else was added in other streams of
// chance. Nobody gets a telephone, address or name that could be a real person's (names.hpp).
#pragma once

#include <string_view>

#include "simulate/model.hpp"

namespace redress::simulate {

std::uint32_t add_person(World& world, Role role, Language language, bool venture);
std::uint32_t add_company(World& world, Role role, std::string_view trade, bool venture);
/// The account stands in the person's name and is listed with them.
std::uint32_t open_account(World& world, std::uint32_t party, std::uint8_t bank, Form form);
void give_phone(World& world, std::uint32_t party);

/// Organisers, recruiter, lookouts, drivers, lawyer, clinic, hotel, shops, neighbours.
void build_people(World& world);
/// Language of the n-th survivor: a fixed round, so that small cases have several scripts.
Language language_of_survivor(std::size_t number);
/// Adds the survivor and a family abroad; `with_account`: an own account for pay.
std::uint32_t add_survivor(World& world, Branch branch, std::uint32_t employer, std::uint32_t group,
                           bool with_account, Chance& chance);

}  // namespace redress::simulate
