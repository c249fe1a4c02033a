"""6.2 (order) and 6.4 (plan)."""
from assessment import (SET_ORDER, candidacy_deadline, completion, day, plus_years, resolve, set_id, world_at)


def order(request):
    prices = resolve(request.get("policy"))["fees"]["application_cents"]
    lines = []
    for person in request["people"]:
        member = person["ala_member"]
        lines.append({"name": person["name"], "email": person["email"], "basis": "member" if member else "non-member",
                      "amount_cents": prices["member"] if member else prices["non_member"]})
    return {"lines": lines, "total_cents": sum(line["amount_cents"] for line in lines)}


COURSE, PORTFOLIO = "course", "portfolio"


def on_offer(catalog, policy, T, prices):
    """The best offer of each set, at these prices of portfolios: (amount, route, approval id or None)."""
    found = {s: [] for s in SET_ORDER}
    years = policy["credit"].get("course_approval_years")
    for a in (catalog or {}).get("approvals") or []:
        approved, end = day(a["approved_on"]), day(a.get("expires_on"))
        if end is None and years is not None:
            end = plus_years(approved, years)
        if approved <= T and (end is None or T <= end) and a.get("price_cents") is not None:
            found[set_id(a["set"])].append((a["price_cents"], COURSE, a["id"]))
    last = day(policy["credit"].get("last_portfolio_on"))
    if last is None or last >= T:
        for offers in found.values():
            offers.append((prices, PORTFOLIO, ""))
    return {s: min(offers) for s, offers in found.items() if offers}     # "course" < "portfolio", then the id


def plan(request):
    policy = resolve(request.get("policy"))
    T = day(request["as_of"])
    catalog = request.get("catalog")
    world = world_at(request["record"], catalog, policy, T)
    comp, completed = completion(world, policy, candidacy_deadline(world, policy))
    have = {credit["set"] for credit in comp["credits"] if credit["counts"]}
    required = [] if completed else comp["missing_required"]
    needed = 0 if completed else comp["electives_missing"]
    electives = [s for s in SET_ORDER if s in policy["completion"]["electives"] and s not in have]

    def item(s, offer):
        amount, route, approval = offer
        return {"set": s, "route": route, **({"approval": approval} if route == COURSE else {}), "amount_cents": amount}

    def bought(prices):
        best = on_offer(catalog, policy, T, prices)
        items = [item(s, best[s]) for s in required if s in best]
        cheapest = sorted((best[s][0], best[s][1], SET_ORDER.index(s), best[s][2]) for s in electives if s in best)
        items += [item(SET_ORDER[place], (amount, route, approval)) for amount, route, place, approval in cheapest[:needed]]
        return {"items": items, "total_cents": sum(i["amount_cents"] for i in items)}, best

    fees = policy["fees"]["portfolio_cents"]
    as_non_member, best = bought(fees["non_member"])
    as_member, _ = bought(fees["member"])
    unavailable = [s for s in required if s not in best]
    if len([s for s in electives if s in best]) < needed:
        unavailable += [s for s in electives if s not in best]
    return {"as_non_member": as_non_member, "as_member": as_member,
            "membership_saves_cents": as_non_member["total_cents"] - as_member["total_cents"], "unavailable": unavailable}
