# The one place for language level, warnings and strict Qt definitions: every target links fornada_flags.
add_library(fornada_flags INTERFACE)
target_compile_features(fornada_flags INTERFACE cxx_std_20)
target_compile_options(fornada_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wunused
    -Werror=switch -Werror=return-type)
# gcc 12 sees uninitialised reads in any optimised copy of a std::variant or std::optional (gcc bug 105562); the values
# are ours, the warning is not. ASan and the tests themselves watch for the real thing.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    add_compile_options(-Wno-maybe-uninitialized)
endif()
if(FORNADA_WERROR)
    target_compile_options(fornada_flags INTERFACE -Werror)
endif()
target_compile_definitions(fornada_flags INTERFACE
    QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400 FORNADA_VERSION="${PROJECT_VERSION}")
if(FORNADA_SANITIZE STREQUAL "address")
    add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined
        -fsanitize-ignorelist=${CMAKE_SOURCE_DIR}/tests/asan/ignored)
    add_link_options(-fsanitize=address,undefined)
elseif(FORNADA_SANITIZE STREQUAL "thread")
    add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
    add_link_options(-fsanitize=thread)
endif()

if(FORNADA_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=address,undefined)
endif()

find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
endif()
