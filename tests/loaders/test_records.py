"""A swift record is the same record, made more quickly."""

from __future__ import annotations

import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from loaders.extraction.reading import Span
from loaders.facts import Evidence
from loaders.records import swift


@dataclass(frozen=True, slots=True)
class Plain:
    start: int
    name: str
    weak: bool = False
    parts: tuple[int, ...] = ()


@swift
@dataclass(frozen=True, slots=True)
class Swift:
    start: int
    name: str
    weak: bool = False
    parts: tuple[int, ...] = ()


def test_it_is_made_compared_and_shown_as_any_frozen_dataclass() -> None:
    one = Swift(1, "张春生", parts=(2,))
    assert repr(one) == repr(Plain(1, "张春生", parts=(2,))).replace("Plain", "Swift")
    assert one == Swift(1, "张春生", False, (2,)) != Swift(1, "王桂兰")
    assert len({one, Swift(1, "张春生", parts=(2,))}) == 1
    assert replace(one, weak=True) == Swift(1, "张春生", True, (2,))


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Swift(1, "张春生").name = "王桂兰"  # type: ignore[misc]


def test_its_constructor_asks_for_the_same_arguments() -> None:
    assert inspect.signature(Swift) == inspect.signature(Plain)
    with pytest.raises(TypeError):
        Swift(1)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Swift(1, "张春生", other=1)  # type: ignore[call-arg]


@pytest.mark.parametrize("record", [Span(1, 2), Evidence("text", 0, 2, "李强", "person-title", 0.9)])
def test_it_goes_to_another_process_and_back(record: object) -> None:
    assert pickle.loads(pickle.dumps(record)) == record


def test_what_does_more_than_set_its_fields_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Made:
        names: list[str] = field(default_factory=list)

    @dataclass(frozen=True)
    class Loose:
        name: str

    for cls in (Made, Loose, str):
        with pytest.raises(TypeError, match=cls.__name__):
            swift(cls)
