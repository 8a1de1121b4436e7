"""A file holds one noun and a function one thought: 500 and 70 lines at most, 100 columns."""

import functions
from tree import Finding

RULE = "length"
FILE_LINES_MAX = 500
FUNCTION_LINES_MAX = 70
COLUMNS_MAX = 100

CODE = (".h", ".cc", ".go", ".py", ".sh", ".cmake", "CMakeLists.txt")
SCRIPTS = {"dev", ".ci/run"}

# Files that are one table, which a reader looks something up in. The list is part of the review.
TABLES = set()


def check(tree):
    for file in tree.files:
        if file.path.endswith(CODE) or file.path in SCRIPTS:
            yield from too_wide(file)
            if file.path not in TABLES:
                yield from too_long(file)


def too_wide(file):
    for number, line in enumerate(file.lines, 1):
        if len(line) > COLUMNS_MAX:
            yield Finding(file.path, number, RULE, f"{len(line)} columns of {COLUMNS_MAX}")


def too_long(file):
    if len(file.lines) > FILE_LINES_MAX:
        why = f"file of {len(file.lines)} lines, at most {FILE_LINES_MAX}"
        yield Finding(file.path, len(file.lines), RULE, why)
    if not file.is_cxx and not file.path.endswith((".py", ".go")):
        return
    for function in functions.of(file):
        if function.length > FUNCTION_LINES_MAX:
            why = f"function of {function.length} lines, at most {FUNCTION_LINES_MAX}"
            yield Finding(file.path, function.first_line, RULE, why)
