"""YAML as editors read it: the core schema of YAML 1.2, keys as they are written."""

import re

import yaml

TYPES = [
    ("tag:yaml.org,2002:null", r"~|null|Null|NULL|"),
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE"),
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    ("tag:yaml.org,2002:float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"),
]


def parse(text):
    """The tree of nodes: ("map", [(key, node)]), ("list", [node]) or ("scalar", text, is_quoted).

    Raises ValueError for what is no YAML, and for what no reader of YAML could take for a value."""
    try:
        return tree(yaml.compose(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def tree(node):
    if node is None:
        return ("scalar", "", False)
    if isinstance(node, yaml.ScalarNode):
        return ("scalar", node.value, node.style is not None)
    if isinstance(node, yaml.SequenceNode):
        return ("list", [tree(item) for item in node.value])
    if not all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
        raise ValueError("a key is no scalar")
    return ("map", [(key.value, tree(value)) for key, value in node.value])


def as_json(node):
    """What a validator sees. Of a key written twice, the first, which the program goes on with."""
    kind, content = node[0], node[1]
    if kind == "map":
        return {key: as_json(value) for key, value in reversed(content)}
    if kind == "list":
        return [as_json(item) for item in content]
    return content if node[2] else scalar(content)


def scalar(text):
    tag = next((tag for tag, pattern in TYPES if re.fullmatch(pattern, text)), "")
    if tag.endswith("null"):
        return None
    if tag.endswith("bool"):
        return text.lower() == "true"
    if tag.endswith("int"):
        return int(text, 8 if text.startswith("0o") else 16 if text.startswith("0x") else 10)
    if tag.endswith("float"):
        return float(text.replace(".inf", "inf").replace(".Inf", "inf").replace(".INF", "inf").replace(".nan", "nan").replace(".NaN", "nan").replace(".NAN", "nan"))
    return text
