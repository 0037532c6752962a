"""Running claims: which model, in which formalism, in how many processes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from mtorsbml.claims.claim import Claim, Expectation, Formalism, Settings
from mtorsbml.claims.result import ClaimResult, Finding, Outcome, worst
from mtorsbml.errors import MtorsbmlError, UsageError

if TYPE_CHECKING:
    from mtorsbml.claims._course import Course
    from mtorsbml.claims.logic import LogicBench
    from mtorsbml.claims.ode import OdeBench

Form = Literal["core", "qual"]
_T = TypeVar("_T")
_FORM: dict[Formalism, Form] = {"ode": "core", "logic": "qual"}


class Library(Protocol):
    """Where models come from; must be picklable where claims run in several processes."""

    def source(self, model: str, form: Form) -> Path | str | None:
        """The file of a model in a form, or SBML as text; None if the model has no such form.

        Raises:
            UsageError: There is no such model.
        """

    def variant(self, model: str, form: Form, names: tuple[str, ...]) -> Path | str:
        """A model with some variants applied.

        Raises:
            UsageError: There is no such variant, or it has none.
        """


@dataclass(frozen=True, slots=True)
class Files:
    """The simplest library: models are paths of SBML files, and there are no variants."""

    def source(self, model: str, form: Form) -> Path | str | None:
        """The file, if it has that form, or else the file of the same name in a folder `core` or `qual` beside its own.

        Raises:
            UsageError: There is no such file, or it cannot be read.
        """
        from mtorsbml.sbml import read

        found = Path(model)
        if not found.is_file():
            raise UsageError(f"there is no model or file '{model}'")
        if (read.kind(read.read_document(found)) == "qual") == (form == "qual"):
            return found
        beside = found.parent.parent / form / found.name
        return beside if found.parent.name in _FORM.values() and beside.is_file() else None

    def variant(self, model: str, form: Form, names: tuple[str, ...]) -> Path | str:  # noqa: ARG002
        """Refuse.

        Raises:
            UsageError: Always.
        """
        raise UsageError(f"{model}: has no variants, so not '{names[0]}'; set what it changes")


class Session:
    """Models that were loaded once, and the claims that are run on them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._ode: dict[str, OdeBench | MtorsbmlError | None] = {}
        self._logic: dict[str, LogicBench | MtorsbmlError | None] = {}

    def ode(self, model: str) -> OdeBench | None:
        """The kinetic model; None if there is no such form of it.

        Raises:
            MtorsbmlError: It cannot be loaded.
        """
        from mtorsbml.claims.ode import OdeBench

        if model not in self._ode:
            try:
                source = self._library.source(model, "core")
                variants = _Variants(self._library, model, "core")
                self._ode[model] = OdeBench(source, variants=variants) if source is not None else None
            except MtorsbmlError as error:
                self._ode[model] = error
        return _raised(self._ode[model])

    def logic(self, model: str) -> LogicBench | None:
        """The logic model; None if there is no such form of it.

        Raises:
            MtorsbmlError: It cannot be loaded.
        """
        from mtorsbml.claims.logic import LogicBench

        if model not in self._logic:
            try:
                source = self._library.source(model, "qual")
                variants = _Variants(self._library, model, "qual")
                self._logic[model] = LogicBench(source, variants=variants) if source is not None else None
            except MtorsbmlError as error:
                self._logic[model] = error
        return _raised(self._logic[model])

    def run(self, claim: Claim, formalisms: Sequence[Formalism] = ("ode", "logic")) -> ClaimResult:
        """Run a claim in those of its formalisms that are asked for; what goes wrong is an outcome."""
        if not claim.model:
            raise UsageError(f"{claim.where}: model: names no model; say which with --model")
        chosen = [formalism for formalism in claim.formalisms if formalism in formalisms]
        return ClaimResult(
            claim=claim, model=claim.model, outcomes=tuple(self._outcome(claim, formalism) for formalism in chosen)
        )

    def _outcome(self, claim: Claim, formalism: Formalism) -> Outcome:
        from mtorsbml.claims.ode import OdeBench

        began = time.perf_counter()
        try:
            bench: OdeBench | LogicBench | None
            bench = self.ode(claim.model) if formalism == "ode" else self.logic(claim.model)
            if bench is None:
                return Outcome(
                    formalism=formalism, verdict="skipped", message=f"{claim.model} has no {_FORM[formalism]} form"
                )
            _check(claim, bench)
            findings, notes = judge_ode(claim, bench) if isinstance(bench, OdeBench) else _judge_logic(claim, bench)
        except MtorsbmlError as error:
            return Outcome(
                formalism=formalism,
                verdict="error",
                message=f"{claim.where}: {error}",
                seconds=time.perf_counter() - began,
            )
        return Outcome(
            formalism=formalism,
            findings=tuple(findings),
            verdict=worst(findings),
            notes=notes,
            seconds=time.perf_counter() - began,
        )


@dataclass(frozen=True, slots=True)
class _Variants:
    library: Library
    model: str
    form: Form

    def __call__(self, names: tuple[str, ...]) -> Path | str:
        return self.library.variant(self.model, self.form, names)


def _raised(found: _T | MtorsbmlError) -> _T:
    if isinstance(found, MtorsbmlError):
        raise found
    return found


def _check(claim: Claim, bench: OdeBench | LogicBench) -> None:
    """Refuse what does not fit the model before anything is run.

    Raises:
        UsageError: An id is unknown or a unit does not fit; the message names the key.
    """
    parts = {
        "given": claim.given,
        "control.start": claim.control.start,
        "control.then": claim.control.then,
        "test.start": claim.test.start,
        "test.then": claim.test.then,
    }
    for expectation in claim.expect:
        key = f"expect.{expectation.readout}"
        with _naming(key):
            for name in _readouts([expectation]):
                bench.readout(name)
        parts.update({f"{key}.factors": factor for _, factor in expectation.factors})
        if expectation.dose is not None:
            parts[f"{key}.dose"] = Settings({expectation.dose.id: expectation.dose.high})
    for key, settings in parts.items():
        for name, value in settings.values.items():
            with _naming(f"{key}.{name}"):
                bench.check(name, value)


@contextmanager
def _naming(key: str) -> Iterator[None]:
    try:
        yield
    except UsageError as error:
        raise UsageError(f"{key}: {error}") from None


def _judge_logic(claim: Claim, bench: LogicBench) -> tuple[list[Finding], tuple[str, ...]]:
    from mtorsbml.claims.logic import judge_claim

    return judge_claim(claim, bench)


def judge_ode(claim: Claim, bench: OdeBench) -> tuple[list[Finding], tuple[str, ...]]:
    """All findings on a claim on a kinetic model, and what is to be known of them.

    Raises:
        UsageError: The claim does not fit the model.
        MtorsbmlError: An integration fails.
    """
    from mtorsbml.claims import _series
    from mtorsbml.claims.judge import judge

    single = [e for e in claim.expect if e.kind not in {"gate", "threshold_shift"}]
    notes: dict[str, None] = {}
    findings: list[Finding] = []
    courses = arms(claim, bench) if single else None
    for index, moment in enumerate(claim.at):
        for expectation in claim.expect:
            if expectation in single and courses is not None:
                until = bench.moment(expectation.until) if expectation.until else None
                findings.append(judge(expectation, *courses, moment.text, index, until=until))
                continue
            series = _series.gate if expectation.kind == "gate" else _series.shift
            found, told = series(claim, expectation, bench, moment)
            findings.append(found)
            notes.update(dict.fromkeys(told))
    for course in courses or ():
        notes.update(dict.fromkeys(course.notes))
    return findings, tuple(notes)


def arms(claim: Claim, bench: OdeBench, *, over_time: bool = False) -> tuple[Course, Course]:
    """Run control and test.

    Raises:
        UsageError: The claim does not fit the model.
        MtorsbmlError: An integration fails; the message says in which arm.
    """
    names = _readouts(claim.expect)
    timed = over_time or any(e.kind in {"transient", "oscillates", "order", "delayed"} for e in claim.expect)
    found = []
    for arm, name in ((claim.control, "control"), (claim.test, "test")):
        try:
            found.append(bench.course(claim.given, arm, claim.at, names, over_time=timed))
        except MtorsbmlError as error:
            raise type(error)(f"{name}: {error}") from None
    return found[0], found[1]


def _readouts(expectations: Sequence[Expectation]) -> list[str]:
    names = [name for e in expectations for name in (e.readout, e.before) if name]
    return list(dict.fromkeys(names))


# -- many claims -------------------------------------------------------------------------------------------------


def run_claims(
    claims: Sequence[Claim],
    library: Library,
    *,
    formalisms: Sequence[Formalism] = ("ode", "logic"),
    model: str = "",
    jobs: int = 1,
    progress: Callable[[ClaimResult], None] | None = None,
) -> list[ClaimResult]:
    """Run claims, and give the results in their order.

    Args:
        claims: The claims.
        library: Where their models come from.
        formalisms: Formalisms to run, of those that a claim names.
        model: Model to take in the place of the claims' own.
        jobs: How many processes to run them in.
        progress: Called with each result as soon as it is there.

    Raises:
        UsageError: A claim names no model and none is given.
    """
    chosen = [replace(claim, model=model) if model else claim for claim in claims]
    for claim in chosen:
        if not claim.model:
            raise UsageError(f"{claim.where}: model: names no model; say which with --model")
    jobs = max(1, min(jobs, len(chosen)))
    found: dict[int, ClaimResult] = {}
    running = _here(chosen, library, formalisms) if jobs == 1 else _spread(chosen, library, formalisms, jobs)
    for index, result in running:
        found[index] = result
        if progress is not None:
            progress(result)
    return [found[index] for index in range(len(chosen))]


def _here(
    claims: Sequence[Claim], library: Library, formalisms: Sequence[Formalism]
) -> Iterator[tuple[int, ClaimResult]]:
    session = Session(library)
    for index, claim in enumerate(claims):
        yield index, session.run(claim, formalisms)


_session: Session | None = None


def _begin(library: Library) -> None:
    global _session  # noqa: PLW0603 - a process of its own has one
    _session = Session(library)


def _work(index: int, claim: Claim, formalisms: Sequence[Formalism]) -> tuple[int, ClaimResult]:
    assert _session is not None
    return index, _session.run(claim, formalisms)


def _spread(
    claims: Sequence[Claim], library: Library, formalisms: Sequence[Formalism], jobs: int
) -> Iterator[tuple[int, ClaimResult]]:
    """Processes of their own, since libRoadRunner gains nothing from threads."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed

    # Not fork: it would copy the locks of whatever threads run.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(library,)) as pool:
        waiting = [pool.submit(_work, index, claim, tuple(formalisms)) for index, claim in enumerate(claims)]
        for done in as_completed(waiting):
            yield done.result()
