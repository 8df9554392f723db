// The readers, one function a file; `readers.cpp` lists them in the order in which they are asked.
#pragma once

#include "intake/reader.hpp"

namespace redress::intake {

// Bank and wallets.
const Reader& ofx_reader();
const Reader& mt940_reader();
const Reader& bai2_reader();
const Reader& camt_reader();
// Telephones and chats.
const Reader& ufdr_reader();
const Reader& sms_backup_reader();
const Reader& whatsapp_reader();
const Reader& signal_reader();
const Reader& telegram_reader();
const Reader& instagram_reader();
const Reader& case_uco_reader();
// Mail.
const Reader& eml_reader();
const Reader& mbox_reader();
// Work and living, as forms.
const Reader& work_form_reader();
// Graphs and standards.
const Reader& ftm_reader();
const Reader& htcds_reader();
// Documents.
const Reader& pdf_reader();
const Reader& docx_reader();
const Reader& html_reader();
const Reader& picture_reader();
// Tables (CSV, TSV, fixed width) and workbooks through maps: banks, carriers, wallets, pay, stays, journeys.
const Reader& table_reader();
const Reader& workbook_reader();
// Archives of files that are none of the above.
const Reader& zip_reader();
// What is left: plain text.
const Reader& text_reader();

}  // namespace redress::intake
