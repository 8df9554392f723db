// What the objects of a CASE/UCO graph call each other by their ids: numbers, names, threads,
// attachments.
//
// Promises: after one walk over the graph an id is resolved to the number or handle and the name of
// an account, the name of an application, the thread of a message, and how many files were attached
// to it.
// Cost: a look at the quotes of each object, a parse of those that may tell something; one look-up in a
// tree for each reference.
// Memory: kMostBytes; what does not fit is not kept, and said.
// Bad input: references that lead nowhere or in circles give the id itself.
// Source: UCO 1.3 observable and core ontologies.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "intake/case_uco_object.hpp"
#include "intake/json_sieve.hpp"

namespace redress::intake {

class CaseIndex {
 public:
  static constexpr std::size_t kMostBytes = 64U << 20U;

  CaseIndex();

  /// False: the object in this text is nothing to add(), which need not be asked. As JsonSieve.
  bool may_add(std::string_view text) const { return sieve_.may_hold(text); }
  void add(const CaseObject& object);

  struct Label {
    std::string number;  ///< telephone number, address or user name
    std::string name;
    std::string see;  ///< id of what stands for it
  };
  /// Number and name behind an id; the id itself where nothing is known.
  struct Named {
    std::string_view number;
    std::string_view name;
  };
  Named resolve(std::string_view id) const;
  std::string_view thread_of(std::string_view message) const;
  std::int64_t files_of(std::string_view message) const;
  bool full() const { return full_; }

  /// Of the only telephone in the graph; empty where there are none or several.
  std::string_view only_msisdn() const { return phones_ == 1 ? std::string_view(msisdn_) : ""; }

 private:
  bool room(std::size_t bytes);

  JsonSieve sieve_;
  std::map<std::string, Label, std::less<>> labels_;
  std::map<std::string, std::string, std::less<>> threads_;
  std::map<std::string, std::int64_t, std::less<>> files_;
  std::string msisdn_;
  std::uint64_t phones_ = 0;
  std::size_t bytes_ = 0;
  bool full_ = false;
};

}  // namespace redress::intake
