"""Folders include each other in one direction only: the include lines form no circle."""

import includes
import table as layers
from tree import Finding

RULE = "circle"


def check(tree):
    table = layers.of(tree)
    edges = {}  # folder to {folder: (path, line) of the first include that makes the edge}
    for file in tree.cxx:
        source = table.folder_of(file.path)
        for include in includes.of(file):
            target = table.folder_of(include.path) if include.ours else None
            if source and target and source != target:
                edges.setdefault(source, {}).setdefault(target, (file.path, include.line))
    circle = find_circle({source: sorted(targets) for source, targets in edges.items()})
    if circle:
        path, line = edges[circle[-2]][circle[-1]]
        yield Finding(path, line, RULE, "closes the circle " + " -> ".join(circle))


def find_circle(edges):
    """A walk that ends where it began, or nothing."""
    finished = set()

    def walk(folder, way):
        if folder in way:
            return way[way.index(folder) :] + [folder]
        if folder in finished:
            return None
        for target in edges.get(folder, []):
            circle = walk(target, way + [folder])
            if circle:
                return circle
        finished.add(folder)
        return None

    circles = (walk(folder, []) for folder in sorted(edges))
    return next((circle for circle in circles if circle), None)
