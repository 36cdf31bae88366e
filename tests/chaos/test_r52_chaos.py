"""A short walk of the chaos (R52); the long one is tests/chaos/run --kills 50."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from chaos import run  # noqa: E402


def test_r52_what_was_acknowledged_is_stored_and_nothing_is_half():
    assert run(kills=8, seed=52)
