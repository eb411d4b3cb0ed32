// In which cities were how many meetings held? 各城市举办了多少次会议？
// Every parameter is a string, "" where it is not given; $status is "any" or the status wanted.
MATCH (m:Meeting)-[h:HELD_IN]->(:Place)-[:WITHIN*0..]->(c:Place)
WHERE c.city = true
  AND ($status = 'any' OR h.status = $status)
  AND ($kind = '' OR m.meeting_kind = $kind)
  AND ($since = '' OR coalesce(m.`end`, m.start) + '-99' >= $since)
  AND ($until = '' OR m.start <= $until + '-99')
  AND ($bureau = '' OR EXISTS {
    MATCH (b:Bureau)-[k:CONVENED]->(m)
    WHERE b.id = $bureau AND ($status = 'any' OR k.status = $status)
  })
  AND ($place = '' OR EXISTS {
    MATCH (c)-[:WITHIN*0..]->(w:Place)
    WHERE w.id = $place
  })
  AND ($campaign = '' OR EXISTS {
    MATCH (m)-[n:CONCERNS]->(g:Campaign)
    WHERE g.id = $campaign AND ($status = 'any' OR n.status = $status)
  })
WITH DISTINCT c, m
RETURN c.id AS place, c.name AS place_name, count(DISTINCT m.id) AS meetings, min(m.start) AS first,
       max(coalesce(m.`end`, m.start)) AS last, collect(DISTINCT m.id) AS meeting_ids
ORDER BY meetings DESC, place
