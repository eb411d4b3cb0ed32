// Who spoke at which meeting? 谁在哪次会议上讲话？
// Every parameter is a string, "" where it is not given; $status is "any" or the status wanted.
MATCH (a)-[r:SPOKE_AT]->(m:Meeting)
WHERE ($actor = '' OR a.id = $actor)
  AND ($meeting = '' OR m.id = $meeting)
  AND ($status = 'any' OR r.status = $status)
  AND ($since = '' OR coalesce(m.`end`, m.start) + '-99' >= $since)
  AND ($until = '' OR m.start <= $until + '-99')
  AND ($bureau = '' OR EXISTS {
    MATCH (b:Bureau)-[k:CONVENED]->(m)
    WHERE b.id = $bureau AND ($status = 'any' OR k.status = $status)
  })
  AND ($place = '' OR EXISTS {
    MATCH (m)-[h:HELD_IN]->(:Place)-[:WITHIN*0..]->(w:Place)
    WHERE w.id = $place AND ($status = 'any' OR h.status = $status)
  })
OPTIONAL MATCH (m)-[h:HELD_IN]->(p:Place)
  WHERE $status = 'any' OR h.status = $status
WITH a, r, m, collect(DISTINCT p.name) AS places
RETURN a.id AS actor, a.name AS actor_name, a.kind AS actor_kind,
       m.id AS meeting, m.name AS meeting_name, m.start AS start, m.`end` AS `end`, places,
       coalesce(r.titles, []) AS titles, coalesce(r.ways, []) AS ways, r.status AS status, r.id AS edge,
       r.ev_notice AS ev_notice, r.ev_field AS ev_field, r.ev_start AS ev_start, r.ev_end AS ev_end,
       r.ev_quote AS ev_quote, r.ev_published AS ev_published, r.ev_confidence AS ev_confidence
ORDER BY start, meeting, actor, edge
