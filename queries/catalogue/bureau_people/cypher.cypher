// Who held posts at a body or in a unit inside it? 某机构及其内设单位有哪些任职者？
// Every parameter is a string, "" where it is not given; $status is "any" or the status wanted.
MATCH (b:Bureau)-[:PART_OF*0..]->(a:Bureau)
WHERE a.id = $bureau
WITH DISTINCT b
MATCH (p:Person)-[r:HOLDS]->(o:Role)-[:AT]->(b)
WHERE ($title = '' OR o.title = $title)
  AND ($status = 'any' OR r.status = $status)
  AND ($since = '' OR r.ended IS NULL OR r.ended + '-99' >= $since)
  AND ($until = '' OR coalesce(r.began, r.proved_first) <= $until + '-99')
RETURN p.id AS person, p.name AS person_name, o.id AS role, o.title AS title, b.id AS bureau, b.name AS bureau_name,
       r.began AS began, r.ended AS ended, r.proved_first AS proved_first, r.proved_last AS proved_last,
       r.acting AS acting, r.concurrent AS concurrent, r.former AS former, r.rank AS rank, r.status AS status, r.id AS edge,
       r.ev_notice AS ev_notice, r.ev_field AS ev_field, r.ev_start AS ev_start, r.ev_end AS ev_end,
       r.ev_quote AS ev_quote, r.ev_published AS ev_published, r.ev_confidence AS ev_confidence
ORDER BY bureau, title, proved_first, began, person, edge
