"""A claim: two arms of an experiment, when they are compared, and what is expected of which readout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Formalism = Literal["ode", "logic"]
FORMALISMS: Final[tuple[Formalism, ...]] = ("ode", "logic")
Kind = Literal[
    "increase", "decrease", "unchanged", "abolished", "transient", "oscillates", "threshold_shift", "gate", "order",
    "delayed",
]  # fmt: skip
CHANGE: Final = 0.10
"""Size that counts as a change, as a fraction of the control; `unchanged` means within it."""
ABOLISHED: Final = 0.95
"""Fraction of the control that has to be lost for `abolished`."""
RETURN: Final = 0.25
"""Fraction of its excursion by which a transient comes back."""
RAW: Final = "(as in the model)"
"""Unit of a number that is already in the model's own."""
PROLONGED: Final = 720.0
"""From this time on [min] a situation counts as lasting in the logic model (its input `Prolonged`, if it has one)."""


@dataclass(frozen=True, slots=True)
class Value:
    """A multiple of the reference value, or a number with a unit.

    Attributes:
        number: The multiple, or the number.
        unit: The unit as written; empty for a multiple.
    """

    number: float
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.number:g} {self.unit}" if self.unit else f"{self.number:g} x"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an experiment sets: values by id, and variants by name."""

    values: Mapping[str, Value] = field(default_factory=dict)
    variants: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.values or self.variants)

    def __or__(self, other: Settings) -> Settings:
        """Both; where both set an id, the other does."""
        more = tuple(name for name in other.variants if name not in self.variants)
        return Settings({**self.values, **other.values}, (*self.variants, *more))

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for settings that do the same."""
        return (tuple(sorted((name, v.number, v.unit) for name, v in self.values.items())), self.variants)

    def __str__(self) -> str:
        return ", ".join([*(f"{name} = {value}" for name, value in self.values.items()), *self.variants]) or "nothing"


@dataclass(frozen=True, slots=True)
class Arm:
    """One side of the comparison: `start` holds from the outset, `then` from time 0."""

    start: Settings = field(default_factory=Settings)
    then: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True)
class Moment:
    """When the arms are compared.

    Attributes:
        minutes: Time after `then` [min]; None at the steady state, or for a bare number.
        bare: A number in the model's own unit of time; None unless it was written so.
        text: As it was written.
    """

    minutes: float | None = None
    bare: float | None = None
    text: str = "steady state"

    @property
    def is_rest(self) -> bool:
        """Whether this is the steady state."""
        return self.minutes is None and self.bare is None


@dataclass(frozen=True, slots=True)
class Dose:
    """A series of values of one id, between two ends."""

    id: str
    low: Value
    high: Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Expectation:
    """What is expected of one readout.

    Attributes:
        readout: A species, an observable or a logic node.
        kind: What should happen.
        at_least: Least size, as a fraction of the control; None for the default.
        at_most: Largest size, likewise.
        toward: Where a threshold goes (`left`, `right`, `none` or `any`), or which way a delayed readout changes.
        dose: The series of a `threshold_shift`.
        gate: `and` or `or`.
        factors: For a gate: what turns each factor off, by its name.
        before: For an order: the readout that has to follow.
        until: For a delay: the time by which nothing has happened yet; None for a tenth of the whole.
    """

    readout: str
    kind: Kind
    at_least: float | None = None
    at_most: float | None = None
    toward: str = ""
    dose: Dose | None = None
    gate: str = ""
    factors: tuple[tuple[str, Settings], ...] = ()
    before: str = ""
    until: Moment | None = None

    def __str__(self) -> str:
        text = f"{self.readout} {self.kind}"
        text += f" {self.toward}" if self.toward else ""
        text += f" {self.gate}({', '.join(name for name, _ in self.factors)})" if self.factors else ""
        text += f" along {self.dose.id}" if self.dose else ""
        text += f" before {self.before}" if self.before else ""
        text += f", at least {self.at_least:.0%}" if self.at_least is not None else ""
        return text + (f", at most {self.at_most:.0%}" if self.at_most is not None else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """One claim of a file.

    Attributes:
        id: Its id, unique in the file.
        statement: The claim in words.
        model: Id or path of the model; empty where only the caller says.
        formalisms: The formalisms in which it has to hold.
        given: What holds in both arms from the outset.
        control: The arm that is compared with.
        test: The arm that is judged.
        at: When they are compared; the claim has to hold each time.
        expect: What is expected.
        refs: Numbers of the source's references, or dois.
        lines: Where the source says it.
        confidence: How sure the source is.
        known_failure: Why the claim does not hold in the model; empty where it should.
        note: What else is to be said.
        file: The file that it is from.
    """

    id: str
    statement: str
    model: str
    formalisms: tuple[Formalism, ...]
    given: Settings
    control: Arm
    test: Arm
    at: tuple[Moment, ...]
    expect: tuple[Expectation, ...]
    refs: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    confidence: str = ""
    known_failure: str = ""
    note: str = ""
    file: str = ""

    @property
    def group(self) -> str:
        """Name of the file without its endings: the module, for the claims of the repository."""
        name = self.file.replace("\\", "/").rpartition("/")[2]
        return name.removesuffix(".toml").removesuffix(".claims")

    @property
    def where(self) -> str:
        """How messages name it."""
        return f"{self.file}: claim '{self.id}'"
