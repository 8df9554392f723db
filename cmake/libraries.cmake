# Every outside library, found here and nowhere else. The build never uses the network.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(EXPAT REQUIRED)
find_package(simdjson REQUIRED)
find_package(LibArchive REQUIRED)
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)

# libphonenumber ships neither a CMake config nor a pkg-config file.
find_path(PHONENUMBER_INCLUDE phonenumbers/phonenumberutil.h REQUIRED)
find_library(PHONENUMBER_LIBRARY phonenumber REQUIRED)
find_library(PROTOBUF_LITE_LIBRARY protobuf-lite REQUIRED)
add_library(redress_phonenumber INTERFACE)
target_include_directories(redress_phonenumber SYSTEM INTERFACE ${PHONENUMBER_INCLUDE})
target_link_libraries(redress_phonenumber INTERFACE ${PHONENUMBER_LIBRARY} ${PROTOBUF_LITE_LIBRARY})

# SQLite with encryption: the SQLite3MultipleCiphers amalgamation that ./setup brings and checks.
set(SQLITE_DIR ${CMAKE_SOURCE_DIR}/node_modules/better-sqlite3-multiple-ciphers/deps/sqlite3)
if(NOT EXISTS ${SQLITE_DIR}/sqlite3.c)
  message(FATAL_ERROR "sqlite3.c is missing: run ./setup first")
endif()
# Hidden symbols, so that it lives beside a system libsqlite3 that another library may pull in.
# Never under sanitizers or clang-tidy: it is 370,000 lines of somebody else's tested code.
add_library(redress_sqlite OBJECT ${SQLITE_DIR}/sqlite3.c)
target_include_directories(redress_sqlite SYSTEM PUBLIC ${SQLITE_DIR})
target_compile_options(redress_sqlite PRIVATE -w -O2 -fvisibility=hidden)
target_compile_definitions(redress_sqlite PRIVATE
  "SQLITE_API=__attribute__((visibility(\"hidden\")))"
  SQLITE_TEMP_STORE=3 SQLITE_SECURE_DELETE=1 SQLITE_THREADSAFE=2 SQLITE_DQS=0
  SQLITE_ENABLE_FTS5=1 SQLITE_ENABLE_STAT4=1 SQLITE_DEFAULT_FOREIGN_KEYS=1
  SQLITE_OMIT_LOAD_EXTENSION=1 SQLITE_OMIT_DEPRECATED=1 SQLITE_OMIT_SHARED_CACHE=1
  SQLITE_LIKE_DOESNT_MATCH_BLOBS=1 SQLITE_USE_URI=0 SQLITE_MAX_ATTACHED=4
  SQLITE_DEFAULT_WAL_SYNCHRONOUS=2 SQLITE_TRUSTED_SCHEMA=0)
target_link_libraries(redress_sqlite INTERFACE Threads::Threads)
set_target_properties(redress_sqlite PROPERTIES C_CLANG_TIDY "" EXPORT_COMPILE_COMMANDS OFF)

if(REDRESS_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
endif()
if(REDRESS_BENCH)
  find_package(benchmark REQUIRED)
endif()
