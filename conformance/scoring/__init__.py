"""The parts of `score.py`: the kit, the runner that is asked, how answers are judged, and the report."""
