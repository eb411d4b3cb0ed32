// Who held a post on a day? 某日某职务由谁担任？
// Every parameter is a string, "" where it is not given; $status is "any" or the status wanted.
MATCH (p:Person)-[r:HOLDS]->(o:Role)
WHERE ($role = '' OR o.id = $role)
  AND ($title = '' OR o.title = $title)
  AND ($status = 'any' OR r.status = $status)
  AND coalesce(r.began, r.proved_first) <= $date + '-99'
  AND (r.ended IS NULL OR r.ended + '-99' >= $date)
  AND (coalesce(r.former, false) = false OR r.ended IS NOT NULL)
OPTIONAL MATCH (o)-[:AT]->(b:Bureau)
// The embedded engine compares in EXISTS only with what stands by itself.
WITH p, r, o, b, coalesce(r.began, r.proved_first) AS first_day,
     CASE WHEN coalesce(r.ended, r.proved_last, r.began, r.proved_first) + '-99' >= $date
          THEN 'proved' ELSE 'open' END AS basis
// Of a post for one, a spell with no known end is over when another's begins.
WHERE ($bureau = '' OR b.id = $bureau)
  AND (basis = 'proved' OR NOT EXISTS {
    MATCH (q:Person)-[s:HOLDS]->(o)
    WHERE o.seats = 'one' AND q.id <> p.id AND ($status = 'any' OR s.status = $status)
      AND coalesce(s.began, s.proved_first) > first_day
      AND coalesce(s.began, s.proved_first) <= $date + '-99'
  })
RETURN p.id AS person, p.name AS person_name, o.id AS role, o.title AS title, b.id AS bureau, b.name AS bureau_name,
       r.began AS began, r.ended AS ended, r.proved_first AS proved_first, r.proved_last AS proved_last,
       r.acting AS acting, r.concurrent AS concurrent, r.former AS former, r.rank AS rank, basis, r.status AS status, r.id AS edge,
       r.ev_notice AS ev_notice, r.ev_field AS ev_field, r.ev_start AS ev_start, r.ev_end AS ev_end,
       r.ev_quote AS ev_quote, r.ev_published AS ev_published, r.ev_confidence AS ev_confidence
ORDER BY bureau, title, basis, person, edge
