// Which meetings were there? 有哪些会议？
// Every parameter is a string, "" where it is not given; $status is "any" or the status wanted.
MATCH (m:Meeting)
WHERE ($status = 'any' OR m.status = $status)
  AND ($kind = '' OR m.meeting_kind = $kind)
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
WITH m, collect(DISTINCT p.name) AS places
OPTIONAL MATCH (a)-[c:CONVENED]->(m)
  WHERE $status = 'any' OR c.status = $status
WITH m, places, collect(DISTINCT a.name) AS conveners
RETURN m.id AS meeting, m.name AS meeting_name, m.meeting_kind AS meeting_kind, m.start AS start, m.`end` AS `end`,
       places, conveners, m.status AS status
ORDER BY start, meeting
