// Which pairs of people took part together, and how often? 哪些人两两一同参加过会议，共几次？
// Every parameter is a string, "" where it is not given; $max_named is a number, -1 where it is not given; $status is "any" or the status wanted.
MATCH (m:Meeting)<-[r:CHAIRED|SPOKE_AT|ATTENDED|CONVENED|LED]-(o:Person)
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
WITH m, collect(DISTINCT o) AS named
WHERE $max_named < 0 OR size(named) <= $max_named
UNWIND named AS one
UNWIND named AS two
WITH m, one, two
WHERE one.id < two.id
WITH one, two, count(*) AS meetings, min(m.start) AS first, max(coalesce(m.`end`, m.start)) AS last,
     collect(m.id) AS meeting_ids
RETURN one.id AS person, one.name AS person_name, two.id AS partner, two.name AS partner_name, meetings, first, last,
       meeting_ids
ORDER BY meetings DESC, person, partner
