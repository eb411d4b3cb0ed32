// Which posts did a person hold, and when? 某人担任过哪些职务，何时？
// Every parameter is a string, "" where it is not given; $status is "any" or the status wanted.
MATCH (p:Person {id: $person})-[r:HOLDS]->(o:Role)
WHERE $status = 'any' OR r.status = $status
OPTIONAL MATCH (o)-[:AT]->(b:Bureau)
RETURN p.id AS person, p.name AS person_name, o.id AS role, o.title AS title, b.id AS bureau, b.name AS bureau_name,
       r.began AS began, r.ended AS ended, r.proved_first AS proved_first, r.proved_last AS proved_last,
       r.acting AS acting, r.concurrent AS concurrent, r.former AS former, r.rank AS rank, r.status AS status, r.id AS edge,
       r.ev_notice AS ev_notice, r.ev_field AS ev_field, r.ev_start AS ev_start, r.ev_end AS ev_end,
       r.ev_quote AS ev_quote, r.ev_published AS ev_published, r.ev_confidence AS ev_confidence
ORDER BY person, proved_first, began, role, edge
