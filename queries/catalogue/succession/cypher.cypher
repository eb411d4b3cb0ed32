// Who followed whom in a post that one person holds? 某职务的前任与后任是谁？
// Every parameter is a string, "" where it is not given; $status is "any" or the status wanted.
MATCH (p:Person)-[e:HOLDS]->(o:Role)
WHERE o.seats = 'one'
  AND ($role = '' OR o.id = $role)
  AND ($title = '' OR o.title = $title)
  AND ($status = 'any' OR e.status = $status)
MATCH (:Person)-[s:HOLDS]->(o)
WHERE ($status = 'any' OR s.status = $status)
  AND coalesce(s.began, s.proved_first) > coalesce(e.began, e.proved_first)
WITH p, e, o, min(coalesce(s.began, s.proved_first)) AS next
MATCH (q:Person)-[r:HOLDS]->(o)
WHERE ($status = 'any' OR r.status = $status)
  AND coalesce(r.began, r.proved_first) = next AND q.id <> p.id
  AND ($person = '' OR p.id = $person OR q.id = $person)
OPTIONAL MATCH (o)-[:AT]->(b:Bureau)
WITH p, e, o, r, q, b
WHERE $bureau = '' OR b.id = $bureau
RETURN o.id AS role, o.title AS title, b.id AS bureau, b.name AS bureau_name,
       p.id AS before, p.name AS before_name, e.ended AS before_ended,
       q.id AS after, q.name AS after_name, coalesce(r.began, r.proved_first) AS after_began,
       r.status AS status, r.id AS edge,
       r.ev_notice AS ev_notice, r.ev_field AS ev_field, r.ev_start AS ev_start, r.ev_end AS ev_end,
       r.ev_quote AS ev_quote, r.ev_published AS ev_published, r.ev_confidence AS ev_confidence
ORDER BY bureau, role, after_began, after, edge
