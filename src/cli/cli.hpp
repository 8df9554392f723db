// The command line: words in, text or JSON out, an exit status.
//
// 0: done. 1: done, and what was found needs attention (verify, import, check), or it failed.
// 2: the words were not understood. Messages about failure go to standard error, one kind each, with
// place, found, expected and what to do. Secrets come by prompt or by a descriptor, never as words.
#pragma once

namespace redress::cli {

int run(int argc, char** argv);

}  // namespace redress::cli
