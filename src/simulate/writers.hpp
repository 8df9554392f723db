// The raw exhibits beside bank statements: telephones, chats, carriers, mail, papers of work,
// stays, wallets.
//
// Promises: each function writes its files into the exhibits and marks which of their rows belong
// to the venture; what stands in two sources agrees. One .cpp file a format. Whole files in memory,
// each of some megabytes at most.
// No bytes of pictures, sound or video anywhere: they are listed, as an export does that leaves
// them out.
// `row` in a chat is the number of the message in its file, in a table the number of the line.
// Sources of the formats: exports of the programs as their makers and readers describe them;
// src/simulate/README.md.
#pragma once

#include "simulate/model.hpp"
#include "simulate/tracks.hpp"

namespace redress::simulate {

base::Result<void> write_whatsapp(Exhibits& exhibits, Tracks& tracks, const World& world);
base::Result<void> write_telegram(Exhibits& exhibits, const World& world);
base::Result<void> write_sms(Exhibits& exhibits, const World& world);
base::Result<void> write_ufdr(Exhibits& exhibits, const World& world);
base::Result<void> write_cdr(Exhibits& exhibits, const World& world);
base::Result<void> write_mail(Exhibits& exhibits, const World& world);
base::Result<void> write_agreements(Exhibits& exhibits, const World& world);
base::Result<void> write_paysheet(Exhibits& exhibits, const World& world);
base::Result<void> write_timesheets(Exhibits& exhibits, const World& world);
base::Result<void> write_hotel(Exhibits& exhibits, const World& world);
base::Result<void> write_journeys(Exhibits& exhibits, const World& world);
base::Result<void> write_wallet(Exhibits& exhibits, const World& world);

/// Most telephones, chats and papers of one sort that are exported, whatever the size of the case.
inline constexpr std::size_t kMostExports = 40;

/// The number a person uses: the second telephone, where there is one, is for the venture.
const std::string& number_of(const Party& party, bool venture);
/// A serial number of a device or card that no real one has (test ranges).
std::string imei_of(std::uint32_t party);
std::string imsi_of(std::uint32_t party);
/// Messages of one thread: first and behind the last index in World::messages.
struct Span {
  std::size_t first = 0;
  std::size_t last = 0;
};
Span messages_of(const World& world, std::uint32_t thread);
/// "a.b@mail.example" of a person.
const std::string& mail_of(const World& world, std::uint32_t party);

}  // namespace redress::simulate
