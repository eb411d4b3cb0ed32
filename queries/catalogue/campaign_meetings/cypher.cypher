// Which meetings dealt with a campaign? 哪些会议涉及某项政策行动？
// Every parameter is a string, "" where it is not given; $status is "any" or the status wanted.
MATCH (m:Meeting)-[r:CONCERNS]->(c:Campaign)
WHERE ($campaign = '' OR c.id = $campaign)
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
WITH c, r, m, collect(DISTINCT p.name) AS places
RETURN c.id AS campaign, c.name AS campaign_name,
       CASE WHEN size(m.start) >= 7 THEN left(m.start, 7) END AS month,
       m.id AS meeting, m.name AS meeting_name, m.start AS start, m.`end` AS `end`, places, r.status AS status, r.id AS edge,
       r.ev_notice AS ev_notice, r.ev_field AS ev_field, r.ev_start AS ev_start, r.ev_end AS ev_end,
       r.ev_quote AS ev_quote, r.ev_published AS ev_published, r.ev_confidence AS ev_confidence
ORDER BY month, start, meeting, campaign, edge
