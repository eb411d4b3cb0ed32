// Who was appointed to, elected to, removed from or proposed for which post? 谁被任命、当选、免去或拟任何职？
// Every parameter is a string, "" where it is not given; $status is "any" or the status wanted.
MATCH (p:Person)-[r:APPOINTED_TO|REMOVED_FROM|PROPOSED_FOR]->(o:Role)
WHERE ($person = '' OR p.id = $person)
  AND ($action = '' OR r.action = $action)
  AND ($status = 'any' OR r.status = $status)
  AND ($since = '' OR r.date + '-99' >= $since)
  AND ($until = '' OR r.date <= $until + '-99')
OPTIONAL MATCH (o)-[:AT]->(b:Bureau)
WITH p, r, o, b
WHERE $bureau = '' OR b.id = $bureau
RETURN p.id AS person, p.name AS person_name, r.action AS action, o.id AS role, o.title AS title,
       b.id AS bureau, b.name AS bureau_name, r.date AS date, r.status AS status, r.id AS edge,
       r.ev_notice AS ev_notice, r.ev_field AS ev_field, r.ev_start AS ev_start, r.ev_end AS ev_end,
       r.ev_quote AS ev_quote, r.ev_published AS ev_published, r.ev_confidence AS ev_confidence
ORDER BY date, person, role, action, edge
