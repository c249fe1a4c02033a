"""6.6: the dates ahead, as an iCalendar file (RFC 5545).  The words of the texts are this library's own."""
from assessment import (FAQ, ONE_DAY, candidacy_deadline, certification_date, completion, day, hours, number, plus_years,
                        renewals_taken, resolve, term_window, text, world_at)

HEAD = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//LSSC//Library Support Staff Certification//EN"]
UTC = ["BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000",
       "END:STANDARD", "END:VTIMEZONE"]
SOURCES = {"candidacy": "FAQ 18", "certification": "FAQ 19", "renewal": "FAQ 19"}
TERM = ["certification.years", "certification.ends"]
GRACE = ["renewal.grace_months", "renewal.grace_terms"]


def folded(line):
    """At most 75 octets a line, cut between characters; what goes on stands after a space."""
    out, width = "", 0
    for character in line:
        octets = len(character.encode())
        if width + octets > 75:
            out, width = out + "\r\n ", 1
        out, width = out + character, width + octets
    return out + "\r\n"


def escaped(value):
    for character in "\\;,":
        value = value.replace(character, "\\" + character)
    return value.replace("\n", "\\n")


def encoded(value):
    plain = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    return "".join(chr(octet) if octet in plain else f"%{octet:02X}" for octet in value.encode())


def cites(policy, names, clause):
    """The sources of these parameters, or the policy where its value is its own; then the clause."""
    out = []
    for name in names:
        group, key = name.split(".")
        own = policy[group][key] != FAQ[group][key]
        source = f"policy {policy['id']}" if own else SOURCES[group]
        if source not in out:
            out.append(source)
    return ", ".join(out + [f"RULES {clause}"])


def candidacy_events(world, policy, is_certified):
    if world.admitted is None:
        return []
    years = policy["candidacy"]["years"]
    what = {"earned": "The competency sets must be earned by this day.",
            "done": "The work for the competency sets must be done by this day."}[policy["candidacy"]["measured_by"]]
    if is_certified:
        what = "The certification is there, so nothing is left to do by this day."
    why = f"The candidacy began on {world.admitted} and lasts {years} {'year' if years == 1 else 'years'}. {what}"
    return [(candidacy_deadline(world, policy), "candidacy-deadline", "last day to complete the competency sets", why,
             ["candidacy.years", "candidacy.measured_by"], "4.4")]


def term_events(record, catalog, world, policy, certified_on):
    k, _, _, _ = renewals_taken(record, catalog, world, policy, certified_on)
    opens, expires, last = term_window(policy, certified_on, k)
    starts = plus_years(certified_on, policy["certification"]["years"] * (k - 1))
    contact, technology = (number(hours(policy["renewal"][key])) for key in ("contact_hours", "technology_hours"))
    until = f"still be renewed until {last}" if last > expires else "be renewed until this day"
    after = "; it can be renewed until this day, when its grace period ends." if last > expires else " and has no grace period."
    return [
        (opens, "renewal-opens", "renewal opens",
         f"The renewal of term {k}, which ends on {expires}, opens on this day. Contact hours asked for: {contact}, "
         f"of which in technology: {technology}.",
         TERM + ["renewal.opens_months_before", "renewal.contact_hours", "renewal.technology_hours"], "4.10"),
        (expires, "certification-expires", "certification expires",
         f"Term {k} runs from {starts} to this day. It can {until}.", TERM + GRACE, "4.9"),
        (last, "renewal-last-day", "last day to renew", f"Term {k} ends on {expires}{after}", TERM + GRACE, "4.10"),
    ]


def events(request):
    """Those on or after T: the deadline, then opening, expiry and last day."""
    record, catalog, policy, T = request["record"], request.get("catalog"), resolve(request.get("policy")), day(request["as_of"])
    world = world_at(record, catalog, policy, T)
    _, completed = completion(world, policy, candidacy_deadline(world, policy))
    certified_on = certification_date(world, completed)
    found = candidacy_events(world, policy, certified_on is not None)
    if certified_on is not None:
        found += term_events(record, catalog, world, policy, certified_on)
    return policy, [event for event in found if event[0] >= T]


def calendar(request):
    basic = lambda value: text(value).replace("-", "")
    policy, found = events(request)
    T, own = day(request["as_of"]), request["record"]["id"]
    lines = list(HEAD)
    for on, kind, title, why, parameters, clause in found:
        said = f"{why}\nSources: {cites(policy, parameters, clause)}\nRecord {own}, policy {policy['id']}, as of {T}"
        lines += ["BEGIN:VEVENT", f"UID:{kind}.{on}.{encoded(own)}@lssc", f"DTSTAMP:{basic(T)}T000000Z",
                  f"DTSTART;VALUE=DATE:{basic(on)}", f"DTEND;VALUE=DATE:{basic(on + ONE_DAY)}", f"SUMMARY:LSSC: {title}",
                  f"DESCRIPTION:{escaped(said)}", "TRANSP:TRANSPARENT", "END:VEVENT"]
    lines += [] if found else UTC
    return "".join(map(folded, lines + ["END:VCALENDAR"]))
