#include <exception>
#include <iostream>

#include "cli/cli.hpp"

int main(int argc, char** argv) {
  // Broken invariants and exhaustion end here, once; open transactions roll back on the way.
  try {
    return redress::cli::run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::cerr << "redress: there is not enough memory; nothing was changed\n";
  } catch (const std::exception& error) {
    std::cerr << "redress: an error of the program itself: " << error.what() << "\n"
              << "  nothing was changed; please report it\n";
  }
  return 1;
}
