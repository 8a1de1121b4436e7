"""A folder includes only what tests/tidy/layers.txt lets it, by full path from the root."""

import includes
import table as layers
from tree import Finding

RULE = "layer"
UNIT = "tests/unit/"


def check(tree):
    table = layers.of(tree)
    for file in tree.cxx:
        for include in includes.of(file):
            why = refusal(tree, table, file, include) if include.ours else None
            if why:
                yield Finding(file.path, include.line, RULE, why)


def refusal(tree, table, file, include):
    if not tree.find(include.path):
        return f'"{include.path}" is no path from the root'
    if file.path.startswith(UNIT):
        return refusal_in_unit_test(table, file, include)
    source, target = table.folder_of(file.path), table.folder_of(include.path)
    if source is None:
        return f"{file.folder} is not in {layers.PATH}"
    if target is None or not table.allows(source, target):
        return f"{source} may not include {target or include.path} ({layers.PATH})"
    return None


def refusal_in_unit_test(table, file, include):
    tested = tested_folders(table, file.path[len(UNIT) :])
    if not tested:
        return f"{file.folder} mirrors no folder of {layers.PATH}"
    target = table.folder_of(include.path.removeprefix(UNIT))
    if target == "tests/support" or include.path.startswith(file.folder + "/"):
        return None
    if target == "core/system" and not table.pure.intersection(tested):
        return None
    if target is None or not any(table.allows(folder, target) for folder in tested):
        return f"a unit test of {tested[0]} may not include {target or include.path}"
    return None


def tested_folders(table, mirrored):
    """The folder that these tests mirror; tests/unit/lab mirrors all of tests/lab."""
    folder = table.folder_of(mirrored)
    if folder:
        return [folder]
    group = "tests/" + mirrored.split("/")[0] + "/"
    return [folder for folder in table.edges if folder.startswith(group)]
