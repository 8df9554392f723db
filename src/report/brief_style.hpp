// The style of the brief's page. Colours are variables, so that both schemes and their contrast can
// be read in one place (brief_html_test.cpp works the contrast out).
//
// Choices: system fonts (nothing is loaded); measure of about 75 characters for prose, tables as
// wide as the page; below 56 rem each table row becomes a block with its column names, so that 320
// CSS pixels suffice; on paper everything is ink on white, rows are kept whole and heads repeated.
#pragma once

#include <string_view>

namespace redress::report::detail {

inline constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark;
  --page: #fcfbf8; --card: #f4f2ec; --ink: #1d2430; --quiet: #4c5763; --line: #d3cfc4; --link: #17495c;
  --covered: #17573a; --only-if: #6e4300; --not-covered: #8a1c2b; }
@media (prefers-color-scheme: dark) { :root {
  --page: #14181d; --card: #1c2229; --ink: #e8e5de; --quiet: #adb5be; --line: #3a434d; --link: #93c9dc;
  --covered: #93d6ac; --only-if: #f0c274; --not-covered: #f3a6ae; } }
* { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 74rem; padding: 1.25rem clamp(0.75rem, 3vw, 2.5rem) 4rem;
  background: var(--page); color: var(--ink); overflow-wrap: break-word; }
h1, h2, h3 { font-family: Charter, "Iowan Old Style", "Palatino Linotype", Georgia, serif;
  line-height: 1.25; font-weight: 600; text-wrap: balance; }
h1 { font-size: clamp(1.6rem, 4.5vw, 2.3rem); margin: 0 0 0.75rem; }
h2 { font-size: 1.45rem; margin: 2.75rem 0 0.75rem; padding-top: 0.75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.1rem; margin: 1.75rem 0 0.5rem; }
p, ul, ol, dl, blockquote { max-width: 46rem; margin: 0.5rem 0; }
li { margin: 0.2rem 0; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.quiet { color: var(--quiet); }
.small { font-size: 0.875rem; }
.note { background: var(--card); border-left: 4px solid var(--link); padding: 0.75rem 1rem; }
.warn { background: var(--card); border-left: 4px solid var(--only-if); padding: 0.75rem 1rem; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0.2rem 1rem; }
dt { color: var(--quiet); }
dd { margin: 0; min-width: 0; }
nav ol { columns: 18rem; column-gap: 2rem; padding-left: 1.4rem; }
table { border-collapse: collapse; width: 100%; margin: 0.75rem 0 1.25rem; font-size: 0.9375rem; }
caption { text-align: left; color: var(--quiet); padding: 0.25rem 0 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.6rem; border-bottom: 1px solid var(--line); }
th, td, dd, code { overflow-wrap: anywhere; }
tbody th { min-width: 7rem; }
tbody td { min-width: 6rem; }
thead th { overflow-wrap: normal; background: var(--card); border-bottom: 2px solid var(--quiet); font-weight: 600; }
tbody th { font-weight: 500; }
td ul, dd ul { margin: 0; padding-left: 1.1rem; }
.matrix td:last-child { width: 42%; }
.d2 { padding-left: 1.6rem; } .d3 { padding-left: 2.6rem; } .d4 { padding-left: 3.6rem; }
.d5 { padding-left: 4.6rem; } .d6 { padding-left: 5.6rem; }
.top th { font-weight: 700; }
.o { font-weight: 600; }
.covered { color: var(--covered); } .only-if { color: var(--only-if); } .not-covered { color: var(--not-covered); }
.out { color: var(--quiet); }
.tag { font-size: 0.8125rem; border: 1px solid currentColor; border-radius: 0.25rem; padding: 0 0.3rem; white-space: nowrap; }
.item { border: 1px solid var(--line); border-radius: 0.375rem; padding: 0.25rem 1rem 0.75rem; margin: 1rem 0; }
.item h3 { margin-top: 0.6rem; }
.item:target { outline: 3px solid var(--link); }
blockquote { margin: 0.5rem 0; padding: 0.25rem 1rem; border-left: 3px solid var(--quiet);
  font-family: Charter, "Iowan Old Style", "Palatino Linotype", Georgia, serif; }
code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 0.85em; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--link); }
@media screen and (max-width: 56rem) {
  dl { grid-template-columns: 1fr; gap: 0; }
  dt { margin-top: 0.5rem; }
  table, tbody, tr, th, td, caption { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { border-bottom: 2px solid var(--line); padding: 0.5rem 0; }
  th, td { border: 0; padding: 0.15rem 0; }
  td::before { content: attr(data-label) ": "; color: var(--quiet); font-weight: 400; }
  .d2, .d3, .d4, .d5, .d6 { padding-left: 0; }
  .matrix td:last-child { width: auto; }
}
@media print {
  @page { margin: 18mm 16mm 20mm; @bottom-left { content: "Attorney work product"; font-size: 8pt; }
    @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
  :root { --page: #fff; --card: #fff; --ink: #000; --quiet: #333; --line: #999; --link: #000;
    --covered: #000; --only-if: #000; --not-covered: #000; }
  html { font-size: 9.5pt; line-height: 1.35; }
  body { max-width: none; padding: 0; }
  a { text-decoration: none; }
  nav, .skip { display: none; }
  h2, h3, caption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .item, li, blockquote { break-inside: avoid; }
  tbody > tr:first-child { break-before: avoid; }
  th, td { padding: 0.25rem 0.5rem; }
  .item { margin: 0.6rem 0; }
  .d2 { padding-left: 1.1rem; } .d3 { padding-left: 1.6rem; } .d4 { padding-left: 2.1rem; }
  .d5 { padding-left: 2.6rem; } .d6 { padding-left: 3.1rem; }
  .note, .warn { border: 1px solid #333; }
  summary { list-style: none; color: var(--ink); font-weight: 600; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
)css";

}  // namespace redress::report::detail
