// What is known of a meeting: when, where, who, what it passed on and dealt with? 某次会议的全部情况：时间、地点、人员、传达与议题？
// Every parameter is a string, "" where it is not given; $status is "any" or the status wanted.
MATCH (m:Meeting {id: $meeting})-[r:CHAIRED|SPOKE_AT|ATTENDED|CONVENED|LED|HELD_IN|RELAYS|SESSION_OF|CONCERNS]-(o)
WHERE $status = 'any' OR r.status = $status
RETURN m.id AS meeting, m.name AS meeting_name, m.meeting_kind AS meeting_kind, m.start AS start, m.`end` AS `end`,
       type(r) AS relation, CASE WHEN startNode(r).id = m.id THEN 'out' ELSE 'in' END AS direction,
       o.id AS other, o.name AS other_name, o.kind AS other_kind,
       coalesce(r.titles, []) AS titles, coalesce(r.ways, []) AS ways, r.status AS status, r.id AS edge,
       r.ev_notice AS ev_notice, r.ev_field AS ev_field, r.ev_start AS ev_start, r.ev_end AS ev_end,
       r.ev_quote AS ev_quote, r.ev_published AS ev_published, r.ev_confidence AS ev_confidence
ORDER BY meeting, direction, relation, other, edge
