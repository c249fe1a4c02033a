package lssc

import rego.v1

never := 10000000

required := {"foundations-of-library-services", "communication-and-teamwork", "technology"}

weekly := [worth | some s in input.spans; worth := s.weekly * s.days]

totals := [worth | some s in input.spans; worth := floor((s.total * s.days) / s.own_days)]

hours := floor(sum(weekly) / 7) + sum(totals)

default eligible := false

eligible if {
	input.education != "below-high-school"
	not input.mls
	hours >= 182000
}

counting := [c |
	some c in input.portfolios
	c.outcome == "achieved"
	c.submitted >= input.admitted
	c.evaluated <= input.through
]

of_required := [day | some c in counting; c.set in required; day := c.evaluated]

electives := [day | some c in counting; not c.set in required; day := c.evaluated]

default completed := 10000000

completed := max([of_required[2], electives[2]])

default certified := 10000000

certified := input.recorded if input.recorded < never

certified := max([completed, input.admitted]) if {
	input.recorded == never
	completed < never
}

member(day) if {
	some m in input.memberships
	m.from <= day
	day <= m.to
}

application := 32500 if member(input.reference)

application := 35000 if not member(input.reference)

price(day) := 5000 if member(day)

price(day) := 6000 if not member(day)

prices := [cost | some c in input.portfolios; c.submitted <= input.as_of; cost := price(c.submitted)]

cents := application + sum(prices)

term := [t | some t in input.terms; t.day == certified][0]

activities := [a |
	some a in input.activities
	a.day >= certified
	a.day <= min([input.as_of, term.last])
	count(a.sets) > 0
]

contact := [hour | some done in activities; hour := done.hours]

technology := [hour | some done in activities; "technology" in done.sets; hour := done.hours]

status := "certified" if input.as_of < term.opens

else := "renewal-open" if input.as_of <= term.expires

else := "grace" if input.as_of <= term.last

else := "lapsed" if certified < never

else := "candidacy-expired" if {
	input.admitted < never
	input.as_of > input.deadline
}

else := "candidate" if input.admitted < never

else := "applied" if input.applied

else := "eligible" if eligible

else := "ineligible"

common := {"status": status, "eligible": eligible, "hours": hours, "completed_on": completed, "total_cents": cents}

answer := common if certified == never

answer := object.union(common, {
	"opens_on": term.opens,
	"expires_on": term.expires,
	"last_day": term.last,
	"contact_hours": sum(contact),
	"technology_hours": sum(technology),
}) if certified < never
