"""Everything can be read in one sitting, and is called what it is."""

import ast

from tests.house.trees import PACKAGES, named, sources, tree

LONGEST_FUNCTION = 40
LONGEST_FILE = 400
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "managers",
    "service",
    "services",
    "base",
    "misc",
}


def test_no_function_is_longer_than_a_page() -> None:
    long = {
        f"{named(path)}:{node.lineno} {node.name} ({node.end_lineno - node.lineno + 1})"
        for path in sources(*PACKAGES)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert not long


def test_no_file_is_longer_than_its_subject() -> None:
    long = {named(path) for path in sources(*PACKAGES) if len(path.read_text().splitlines()) > LONGEST_FILE}
    assert not long


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = {named(path) for path in sources(*PACKAGES) if {path.stem, path.parent.name} & VAGUE}
    assert not vague
