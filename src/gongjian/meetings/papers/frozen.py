"""A paper as plain data, so that it can be kept as it went out, and the paper again from these data."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gongjian.documents.paper import Align, Annex, Block, Heading, Paper, Paragraph, Roll, Run, Table

Plain = dict[str, Any]
WORDS = (
    *("title", "masthead", "document_number", "addressee", "issuer", "date_text"),
    *("copied_to", "printed_by", "printed_on", "sample_mark", "language"),
)


def frozen(paper: Paper) -> Plain:
    return {
        **{name: str(getattr(paper, name)) for name in WORDS},
        "blocks": [block_as_json(block) for block in paper.blocks],
        "annexes": [
            {"title": one.title, "blocks": [block_as_json(block) for block in one.blocks]}
            for one in paper.annexes
        ],
        "rolls": [[roll.label, roll.names] for roll in paper.rolls],
    }


def block_as_json(block: Block) -> Plain:
    """A block of a paper as it is frozen; blocks_from reads it again."""
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "runs": [[run.text, run.strong] for run in block.runs]}
    return {
        "kind": "table",
        "head": list(block.head),
        "rows": [list(row) for row in block.rows],
        "caption": block.caption,
        "note": block.note,
        "widths": list(block.widths),
        "align": [str(side) for side in block.align],
    }


def paper_from(content: Mapping[str, Any]) -> Paper:
    return Paper(
        **{name: content[name] for name in WORDS},
        anchor=content.get("anchor", ""),
        blocks=tuple(blocks_from(content["blocks"])),
        annexes=tuple(Annex(one["title"], tuple(blocks_from(one["blocks"]))) for one in content["annexes"]),
        rolls=tuple(Roll(label, names) for label, names in content["rolls"]),
    )


def blocks_from(kept: Iterable[Mapping[str, Any]]) -> Iterator[Block]:
    for block in kept:
        if block["kind"] == "heading":
            yield Heading(block["level"], block["text"])
        elif block["kind"] == "paragraph":
            yield Paragraph(tuple(Run(text, strong) for text, strong in block["runs"]))
        else:
            yield Table(
                head=tuple(block["head"]),
                rows=tuple(tuple(row) for row in block["rows"]),
                caption=block["caption"],
                note=block["note"],
                widths=tuple(block["widths"]),
                align=tuple(Align(side) for side in block["align"]),
            )
