"""The model as a runner (PROTOCOL.md), so that it can be scored like any other implementation.

    python3 model/runner.py < requests.jsonl
    python3 model/runner.py --compare < comparisons.jsonl

It has no messages: those of faults and findings are for people, and are not judged.
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
    return to_line(text)


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
