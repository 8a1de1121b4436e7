"""Each tag of RSSAC047v2 has one row in docs/conformance/rssac047.md, and tests named there exist.

    rssac047_tags.py --root .
"""

import argparse
import pathlib
import re
import sys

# As the public excerpt has them, by section.
TAGS = """
fdz gjr lrr fzt knk vak htk ttz roy ppy ota rps ntt cpm nuc ugt wyn fzk nms ver jps tsm epp zbf jbt
dfl dks uym wsb zon doh ujj dzn mgj vno raz hnr xjv dew ahh bmu
hht mba ykn jhb yns ywz yve xyl ppo aym wdo gfa yah lkd vmx ydw dlw zvy vpa fhw mzx lxr znh zuc bpl
jof wca thb ogo rhe rja mow njh hmc xca max kmd unt hkc dse yyg twf hjw ote lbl ooy yhu xog vnk pvz
ygx yds hmk ujy aeg pdd hue kbd fot bgr mkl cjm dru yot cpf xdu mle owf xhr obw ktm amj csz wal eyk
djd occ eou kka jws vcu gpl dvh axj czb jhz trw ebg skm fee mah ahw
kzu cnj tub yxn kvg udz jtz yzp hms erf fwa egb cvf vxl fdy wzz spx bom jbr hgm gwm uwf lmx
udc ywo kea vpj gfh dbo zgb daz tkw zkl ccd atl otd gkr uys drc lpf
""".split()

KINDS = {"code", "operations"}
ROW = re.compile(r"^\| ([a-z]{3}) \| (.+?) \| (\w+) \| (.+) \|$")
TEST = re.compile(r"`([\w/]+\.cc):(\w+)`")
FILE = re.compile(r"`([\w/.]+)`")


def rows_of(document):
    return [match.groups() for match in map(ROW.match, document.splitlines()) if match]


def missing_tests(root, how):
    for file, name in TEST.findall(how):
        path = root / "tests/unit" / file
        if not path.exists() or not re.search(rf"\b{name}\b", path.read_text()):
            yield f"there is no {name} in {path}"


def faults(root, rows):
    tags = [row[0] for row in rows]
    yield from (f"{tag} has no row" for tag in TAGS if tag not in tags)
    yield from (f"{tag} is no tag" for tag in tags if tag not in TAGS)
    yield from (f"{tag} has several rows" for tag in set(tags) if tags.count(tag) > 1)
    for tag, _, kind, how in rows:
        if kind not in KINDS:
            yield f"{tag}: {kind} is not one of {sorted(KINDS)}"
        named = TEST.findall(how) or any((root / file).exists() for file in FILE.findall(how))
        if kind == "code" and not named:
            yield f"{tag}: nothing shows it"
        yield from (f"{tag}: {fault}" for fault in missing_tests(root, how))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=pathlib.Path, required=True)
    root = parser.parse_args().root
    rows = rows_of((root / "docs/conformance/rssac047.md").read_text())
    found = list(faults(root, rows))
    if found:
        sys.exit("\n".join(found))
    kinds = [row[2] for row in rows]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(KINDS))
    print(f"{len(rows)} tags: {counts}")


main()
