// With whom did a person take part in meetings, and how often? 某人与谁一同参加过会议，共几次？
// Every parameter is a string, "" where it is not given; $max_named is a number, -1 where it is not given; $status is "any" or the status wanted.
MATCH (p:Person {id: $person})-[r:CHAIRED|SPOKE_AT|ATTENDED|CONVENED|LED]->(m:Meeting)
WHERE ($status = 'any' OR r.status = $status)
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
WITH DISTINCT m
MATCH (m)<-[s:CHAIRED|SPOKE_AT|ATTENDED|CONVENED|LED]-(o:Person)
WHERE $status = 'any' OR s.status = $status
WITH m, collect(DISTINCT o) AS named
WHERE $max_named < 0 OR size(named) <= $max_named
UNWIND named AS o
WITH m, o
WHERE o.id <> $person
RETURN o.id AS partner, o.name AS partner_name, count(DISTINCT m.id) AS meetings, min(m.start) AS first,
       max(coalesce(m.`end`, m.start)) AS last, collect(DISTINCT m.id) AS meeting_ids
ORDER BY meetings DESC, partner
