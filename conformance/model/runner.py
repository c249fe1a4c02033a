"""The model as a runner (PROTOCOL.md), so that it can be scored like any other implementation.

    python3 model/runner.py < requests.jsonl
    python3 model/runner.py --compare < comparisons.jsonl

It has no messages and no findings: `findings` is always an empty list, and a score of it leaves findings out.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import answers  # noqa: E402
import request_faults  # noqa: E402
from assessment import compact  # noqa: E402


def answer(line, to_line, faults):
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return answers.told(faults(line))
    given = to_line(text)
    if "assessment" in given:
        given["assessment"]["findings"] = []
    return given


def main():
    if sys.argv[1:] == ["--compare"]:
        to_line, faults = answers.to_comparison, request_faults.comparison_faults
    else:
        to_line, faults = answers.to_request, request_faults.faults
    for line in sys.stdin.buffer:
        given = compact(answer(line.removesuffix(b"\n"), to_line, faults))
        sys.stdout.buffer.write(given.encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
