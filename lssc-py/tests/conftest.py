"""Hypothesis keeps nothing in the source tree, and its output says how to repeat what it found."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", os.path.join(tempfile.gettempdir(), "lssc-hypothesis"))

from hypothesis import HealthCheck, settings

# Time is not what these tests are about, and the machines differ.
settings.register_profile(
    "lssc", deadline=None, database=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("lssc-long", parent=settings.get_profile("lssc"), max_examples=5000)
settings.load_profile(os.environ.get("LSSC_HYPOTHESIS_PROFILE", "lssc"))
