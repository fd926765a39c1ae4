"""Counts and draws the house: rooms (packages), modules, arrows between rooms (imports), circles of modules.

Run: python scripts/house.py [ROOT] [--svg FILE]. ROOT is a checkout, this one by default. Nothing is imported.
"""

from __future__ import annotations

import argparse
import ast
from collections import defaultdict
from dataclasses import dataclass
from html import escape
from pathlib import Path

PACKAGES = ("lredit_core", "lredit_gui")
_ROOM_WIDTH, _ROOM_HEIGHT, _GAP, _MARGIN = 148, 44, 14, 24


@dataclass(frozen=True)
class House:
    """Attributes:
    modules: dotted names.
    imports: (importer, imported) among them, each pair once.
    """

    modules: frozenset[str]
    imports: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, root: Path) -> House:
        files = {_name(path, root): path for package in PACKAGES for path in sorted((root / package).rglob("*.py"))}
        pairs = {
            (name, target) for name, path in files.items() for target in _imported(path, files.keys()) if target != name
        }
        return cls(frozenset(files), frozenset(pairs))

    def rooms(self) -> dict[str, int]:
        """Modules of each room; a module at the top of a package is a room by itself."""
        counts: dict[str, int] = defaultdict(int)
        for module in self.modules:
            if module not in PACKAGES:
                counts[room_of(module)] += 1
        return dict(counts)

    def arrows(self) -> set[tuple[str, str]]:
        """(importer, imported) of rooms."""
        pairs = {(room_of(one), room_of(other)) for one, other in self.imports}
        return {(one, other) for one, other in pairs if one != other}

    def circles(self) -> list[list[str]]:
        """Modules that import one another, directly or around corners."""
        return [circle for circle in _components(self.modules, self.imports) if len(circle) > 1]

    def floors(self) -> list[list[str]]:
        """Rooms from the ground up: each lies above everything that it imports; rooms of a circle share a floor."""
        arrows, rooms = self.arrows(), set(self.rooms())
        groups = _components(frozenset(rooms), frozenset(arrows))
        group_of = {room: number for number, group in enumerate(groups) for room in group}
        below: dict[int, set[int]] = defaultdict(set)
        for one, other in arrows:
            if one in group_of and other in group_of and group_of[one] != group_of[other]:
                below[group_of[one]].add(group_of[other])
        height: dict[int, int] = {}

        def floor_of(group: int) -> int:
            if group not in height:
                height[group] = 1 + max((floor_of(other) for other in below[group]), default=-1)
            return height[group]

        floors: dict[int, list[str]] = defaultdict(list)
        for number, group in enumerate(groups):
            floors[floor_of(number)] += group
        return [sorted(floors[level]) for level in sorted(floors)]


def room_of(module: str) -> str:
    """ "lredit_core.editors.crop" lies in "lredit_core.editors"."""
    return ".".join(module.split(".")[:2])


def _name(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path: Path, known: object) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in known else node.module for name in inner]  # type: ignore[operator]
        else:
            continue
        found |= {name for name in names if name in known}  # type: ignore[operator]
    return found


def _components(nodes: frozenset[str], edges: frozenset[tuple[str, str]]) -> list[list[str]]:
    """Strongly connected components (Tarjan 1972), each sorted."""
    successors: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(edges):
        successors[one].append(other)
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    components: list[list[str]] = []

    def visit(node: str) -> None:
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in successors[node]:
            if other not in order:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], order[other])
        if low[node] == order[node]:
            component = []
            while not component or component[-1] != node:
                component.append(stack.pop())
            components.append(sorted(component))

    for node in sorted(nodes):
        if node not in order:
            visit(node)
    return components


def table_of(house: House) -> str:
    """The figures as text."""
    top = {package: sum(module.count(".") == 1 and not _is_package(module, house) for module in house.modules
                        if module.startswith(f"{package}.")) for package in PACKAGES}  # fmt: skip
    lines = [f"{package}: {count} modules at its top" for package, count in top.items()]
    lines += [f"{len(house.modules)} modules in {len(house.rooms())} rooms on {len(house.floors())} floors"]
    lines += [f"{len(house.arrows())} arrows between rooms, {len(house.imports)} between modules"]
    lines += [f"{len(house.circles())} circles of modules"]
    lines += ["  " + ", ".join(circle) for circle in house.circles()]
    return "\n".join(lines)


def _is_package(module: str, house: House) -> bool:
    return any(other.startswith(f"{module}.") for other in house.modules)


def drawn(house: House) -> str:
    """The house as SVG: one box a room, the ground floor below, lines from importers down to what they import."""
    floors, sizes = house.floors(), house.rooms()
    width = max(len(floor) for floor in floors) * (_ROOM_WIDTH + _GAP) + 2 * _MARGIN
    height = len(floors) * (_ROOM_HEIGHT + 3 * _GAP) + 2 * _MARGIN
    places: dict[str, tuple[float, float]] = {}
    for level, floor in enumerate(floors):
        left = (width - len(floor) * (_ROOM_WIDTH + _GAP) + _GAP) / 2
        y = height - _MARGIN - _ROOM_HEIGHT - level * (_ROOM_HEIGHT + 3 * _GAP)
        for index, room in enumerate(floor):
            places[room] = (left + index * (_ROOM_WIDTH + _GAP), y)
    lines = []
    for one, other in sorted(house.arrows()):
        if one in places and other in places:
            (x0, y0), (x1, y1) = places[one], places[other]
            lines.append(
                f'<path d="M{x0 + _ROOM_WIDTH / 2:.0f},{y0 + _ROOM_HEIGHT:.0f} L{x1 + _ROOM_WIDTH / 2:.0f},{y1:.0f}"/>'
            )
    boxes = []
    for room, (x, y) in places.items():
        package, name = room.split(".")
        fill = "#dce8f8" if package == "lredit_core" else "#f8e8d8"
        count = f"{sizes[room]} modules" if sizes[room] > 1 else "1 module"
        middle = x + _ROOM_WIDTH / 2
        boxes.append(
            f'<rect x="{x:.0f}" y="{y:.0f}" width="{_ROOM_WIDTH}" height="{_ROOM_HEIGHT}" rx="5" fill="{fill}"/>'
            f'<text x="{middle:.0f}" y="{y + 19:.0f}" font-weight="bold">{escape(name)}</text>'
            f'<text x="{middle:.0f}" y="{y + 34:.0f}" fill="#555">{escape(package)}, {count}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}">'
        '<rect width="100%" height="100%" fill="#fff"/>'
        f'<g stroke="#8894a4" stroke-opacity="0.35" fill="none">{"".join(lines)}</g>'
        f'<g font-family="sans-serif" font-size="11" text-anchor="middle">{"".join(boxes)}</g></svg>\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", nargs="?", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("--svg", type=Path)
    arguments = parser.parse_args()
    house = House.of(arguments.root)
    print(table_of(house))
    if arguments.svg is not None:
        arguments.svg.write_text(drawn(house), encoding="utf-8")


if __name__ == "__main__":
    main()
