"""The command on variants: which there are, and what one of them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mtorsbml.cli._shared import console, examples, json_option, number, print_json, table

if TYPE_CHECKING:
    from mtorsbml.model.variant import Variant
    from mtorsbml.pathway.variants.account import Account

_KINDS = ("genotype", "disease", "tissue", "drug", "species", "hypothesis")


@click.command(
    epilog=examples(
        "mtorsbml variants --kind drug",
        "mtorsbml variants TSC2_loss",
        "mtorsbml variants TSC2_loss+rapamycin_acute --json",
    )
)
@click.argument("names", metavar="[NAMES]", default="")
@click.option("--kind", type=click.Choice(_KINDS), help="Only variants of this kind.")
@click.option("--model", default="mtor", show_default=True, metavar="MODEL", help="The model that they change.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print all as a page of Markdown.")
@json_option
def variants(names: str, kind: str | None, model: str, as_markdown: bool, as_json: bool) -> None:
    """List the variants of the pathway, or tell what NAMES change.

    NAMES are variants with + between them, such as TSC2_loss+rapamycin_acute.
    """
    from mtorsbml.errors import UsageError
    from mtorsbml.pathway import library
    from mtorsbml.pathway import variants as known
    from mtorsbml.pathway.variants import account

    if names and kind:
        raise UsageError("give names or --kind, not both")
    if as_markdown:
        click.echo(account.markdown(), nl=False)
        return
    if not names:
        _list([v for v in known.variants().values() if kind in (None, v.kind)], as_json=as_json)
        return
    chosen = known.named(names)
    found = account.account(library.model(model), known.model_with(model, names), chosen)
    if as_json:
        print_json({"variants": [_as_dict(v) for v in chosen], **_account_as_dict(found)})
        return
    for v in chosen:
        _print_variant(v)
    _print_account(found, model)


def _list(listed: list[Variant], *, as_json: bool) -> None:
    if as_json:
        print_json([_as_dict(v) for v in listed])
        return
    shown = table("variant", "kind", "what it changes", "what is expected")
    for v in listed:
        shown.add_row(v.id, v.kind, v.title, v.phenotype)
    console().print(shown)


def _as_dict(v: Variant) -> dict[str, object]:
    return {
        "id": v.id,
        "aliases": v.aliases,
        "kind": v.kind,
        "title": v.title,
        "phenotype": v.phenotype,
        "note": v.note,
        "default": v.default,
        "choice": v.choice,
        "duration": v.duration,
        "lines": v.evidence.locators,
        "papers": [{"label": c.label, "pmid": c.pmid, "doi": c.doi} for c in v.evidence.citations],
        "confidence": v.evidence.confidence,
    }


def _account_as_dict(found: Account) -> dict[str, object]:
    return {
        "settings": [
            {
                "id": c.id,
                "value": c.value,
                "reference": c.reference,
                "unit": c.unit.label,
                "by": c.by,
                "source": c.provenance.text(),
            }
            for c in found.settings
        ],
        "logic": [{"node": r.node, "before": r.before, "after": r.after} for r in found.rules],
        "removed_reactions": found.removed,
    }


def _print_variant(v: Variant) -> None:
    from mtorsbml.pathway.variants import account

    screen = console()
    also = f", also {', '.join(v.aliases)}" if v.aliases else ""
    screen.print(f"{v.id} ({v.kind}{also}): {v.title}", style="bold")
    screen.print(f"expected: {v.phenotype}")
    screen.print(f"evidence: {account.sources(v)}")
    for text in (f"answers: {v.choice}{' (the default)' if v.default else ''}" if v.choice else "", v.note):
        if text:
            screen.print(text)
    screen.print()


def _print_account(found: Account, model: str) -> None:
    from mtorsbml.pathway.variants import account

    screen = console()
    if not (found.settings or found.rules or found.removed):
        screen.print(f"changes nothing in {model}")
    if found.settings:
        shown = table("parameter", "value", "reference", "unit", "why", numbers=("value", "reference"))
        for c in found.settings:
            shown.add_row(c.id, number(c.value), number(c.reference), c.unit.label, c.provenance.text())
        screen.print(shown)
        sets = " ".join(f"--set {account.setting(c)}" for c in found.settings)
        beside = ", which leaves out the removed reactions" if found.removed else ""
        screen.print(f"the same by hand{beside}: mtorsbml simulate {model} {sets}\n")
    if found.rules:
        shown = table("logic node", "rule", "instead of")
        for r in found.rules:
            shown.add_row(r.node, r.after, r.before)
        screen.print(shown)
    if found.removed:
        screen.print(f"reactions taken out: {', '.join(found.removed)}")


COMMANDS = (variants,)
