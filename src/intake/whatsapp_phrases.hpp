// The words that WhatsApp writes into exports, language by language.
//
// Promises: constant tables, one entry a wording; whatsapp_words.cpp says how each is compared.
// Cost: none.
// Bad input: there is none.
// Source: exports of WhatsApp for Android and iOS, 2016 to 2024.
#pragma once

#include <span>
#include <string_view>

namespace redress::intake::phrases {

struct LeftOut {
  std::string_view text;
  std::string_view sort;  ///< image, video, audio, document, other
};
/// Whole messages that stand for a file that was left out; "<" and ">" for brackets of any form.
std::span<const LeftOut> left_out();
/// What stands behind the name of a file that is beside the chat.
std::span<const std::string_view> attached();
/// Whole messages that say that a message was deleted.
std::span<const std::string_view> deleted();
/// Ends of messages that say that it was edited.
std::span<const std::string_view> edited();
/// Parts of the notice of encryption.
std::span<const std::string_view> encrypted();
/// How that notice begins.
std::span<const std::string_view> encryption_openings();
/// Parts of lines on groups, numbers and calls.
std::span<const std::string_view> of_group();
/// Of those, the ones that make a group, and the ones that rename it.
std::span<const std::string_view> made();
std::span<const std::string_view> renamed();

}  // namespace redress::intake::phrases
