// Which words say a fact? 哪些原文说明某一事实？
// Every parameter is a string, "" where it is not given.
MATCH (s)-[r:CHAIRED|SPOKE_AT|ATTENDED|CONVENED|LED|HOLDS|APPOINTED_TO|REMOVED_FROM|PROPOSED_FOR|`AT`|`OF`|PART_OF|UNDER|SUCCEEDED_BY|LOCATED_IN|WITHIN|HELD_IN|RELAYS|SESSION_OF|CONCERNS|ISSUED_BY|COPY_OF|NOT_SAME_AS]->(t)
WHERE r.id = $edge
RETURN type(r) AS relation, s.id AS source, s.name AS source_name, t.id AS target, t.name AS target_name,
       r.status AS status, r.id AS edge,
       r.ev_notice AS ev_notice, r.ev_field AS ev_field, r.ev_start AS ev_start, r.ev_end AS ev_end,
       r.ev_quote AS ev_quote, r.ev_published AS ev_published, r.ev_confidence AS ev_confidence
ORDER BY edge
