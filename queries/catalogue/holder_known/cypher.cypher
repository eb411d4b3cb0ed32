// Who held a post on a day, as far as notices of an earlier day told? 据某日前的通知，某日某职务由谁担任？
// Every parameter is a string, "" where it is not given; $status is "any" or the status wanted.
MATCH (p:Person)-[r:HOLDS]->(o:Role)
WHERE ($role = '' OR o.id = $role)
  AND ($title = '' OR o.title = $title)
  AND ($status = 'any' OR r.status = $status)
  AND r.published_first + '-99' <= $known_on + '-99'
OPTIONAL MATCH (o)-[:AT]->(b:Bureau)
// When a spell began or ended is known only once a notice has told of the appointment or the removal.
OPTIONAL MATCH (p)-[x:APPOINTED_TO]->(o)
  WHERE x.date = r.began AND x.published_first + '-99' <= $known_on + '-99'
OPTIONAL MATCH (p)-[y:REMOVED_FROM]->(o)
  WHERE y.date = r.ended AND y.published_first + '-99' <= $known_on + '-99'
WITH p, r, o, b, max(x.date) AS began, max(y.date) AS ended
WHERE ($bureau = '' OR b.id = $bureau)
  AND coalesce(began, r.proved_first) <= $date + '-99'
  AND (ended IS NULL OR ended + '-99' >= $date)
  AND (coalesce(r.former, false) = false OR ended IS NOT NULL)
RETURN p.id AS person, p.name AS person_name, o.id AS role, o.title AS title, b.id AS bureau, b.name AS bureau_name,
       began, ended, r.acting AS acting, r.concurrent AS concurrent, r.former AS former, r.rank AS rank,
       r.status AS status, r.id AS edge,
       r.ev_notice AS ev_notice, r.ev_field AS ev_field, r.ev_start AS ev_start, r.ev_end AS ev_end,
       r.ev_quote AS ev_quote, r.ev_published AS ev_published, r.ev_confidence AS ev_confidence
ORDER BY bureau, title, person, edge
