// Which bodies stand under a body or inside it? 某机构之下有哪些机构？
// Every parameter is a string, "" where it is not given.
MATCH (b:Bureau)-[:PART_OF|UNDER*0..]->(a:Bureau)
WHERE a.id = $bureau
WITH DISTINCT b
MATCH (u:Bureau)-[r:PART_OF|UNDER]->(b)
WHERE $level = '' OR u.level = $level
RETURN u.id AS unit, u.name AS unit_name, u.level AS level, type(r) AS relation, r.how AS how,
       b.id AS bureau, b.name AS bureau_name, r.id AS edge,
       r.ev_notice AS ev_notice, r.ev_field AS ev_field, r.ev_start AS ev_start, r.ev_end AS ev_end,
       r.ev_quote AS ev_quote, r.ev_published AS ev_published, r.ev_confidence AS ev_confidence
ORDER BY bureau, unit, relation, edge
