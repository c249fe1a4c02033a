"""What a notebook shows."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lssc._native import Assessment


def table(value: Any) -> str:
    """JSON-like data as nested tables, everything escaped."""
    if isinstance(value, dict):
        entries = [(str(key), entry) for key, entry in value.items()]
    elif isinstance(value, list) and any(isinstance(entry, dict) for entry in value):
        entries = [(str(nth), entry) for nth, entry in enumerate(value)]
    else:
        return escape(_text(value))
    rows = (
        f"<tr><th style='text-align:left'>{escape(key)}</th><td>{table(entry)}</td></tr>"
        for key, entry in entries
    )
    return f"<table>{''.join(rows)}</table>"


def _text(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return str(value)


def assessment(found: Assessment) -> str:
    """An assessment: where the person stands, what comes next, and every finding with its sources."""
    next_date = found.next_date
    comes_next = f", {next_date.milestone} on {next_date.on}" if next_date else ""
    rows = (
        f"<tr><td>{escape(finding.outcome)}</td><td style='text-align:left'>{escape(finding.message)}</td>"
        f"<td style='text-align:left'>{escape(', '.join(finding.cites))}</td></tr>"
        for finding in found.findings
    )
    return (
        f"<p><strong>{escape(found.record)}</strong> as of {found.as_of}: "
        f"<strong>{escape(found.status)}</strong>{escape(comes_next)}</p>"
        f"<table><thead><tr><th>outcome</th><th>why</th><th>source</th></tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )
